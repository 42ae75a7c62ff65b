#include "tests/desktop/journeys.hpp"

#include <QClipboard>
#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace stille::desktop::test {
namespace {

QStringList words(std::initializer_list<const char*> list) {
  QStringList out;
  for (const auto* word : list) out.append(QString::fromUtf8(word));
  return out;
}

QList<QJsonObject> objects(const QString& lines) {
  QList<QJsonObject> out;
  for (const auto& line : lines.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
    out.append(QJsonDocument::fromJson(line.toUtf8()).object());
  return out;
}

QJsonObject first(const QString& lines) {
  const auto all = objects(lines);
  return all.isEmpty() ? QJsonObject() : all.first();
}

/// Mira fetches what there is and looks whether that was said to her.
bool has_come(const Company& company, const QString& conversation, const QString& text,
              const QString& to = kMira) {
  company.neighbours.says(to, words({"sync"}));
  return company.neighbours.says(to, {QStringLiteral("log"), conversation, QStringLiteral("--plain")})
      .contains(text);
}

void write(const Company& company, const QString& text) {
  company.hands.type(text);
  company.hands.press(Qt::Key_Return);
}

void open_talk(const Company& company, const QString& name) {
  company.hands.jump(name);
  company.hands.hear(company.hands.say("writeTo", {name}));
}

void talk(Company& company) {
  open_talk(company, kMiraName);
  write(company, QStringLiteral("Was hast du am Dienstag gehört?"));
  company.hands.until(QStringLiteral("Mira has it"), [&] {
    return has_come(company, kLena, QStringLiteral("Was hast du am Dienstag gehört?"));
  });
  company.neighbours.says(kMira, {QStringLiteral("send"), kLena, QStringLiteral("-m"),
                                  QStringLiteral("Eine Orgel, und danach lange nichts.")});
  company.hands.until(QStringLiteral("the answer is in the window"), [&] {
    return company.stage.app().messages().count() > 1 &&
           company.stage.app().messages().at(0).value(QStringLiteral("raw")).toString() ==
               QStringLiteral("Eine Orgel, und danach lange nichts.");
  });
}

void invitation(Company& company) {
  company.neighbours.person(QStringLiteral("bob"), QStringLiteral("Bob Keller"));
  const auto link =
      company.neighbours.says(QStringLiteral("bob"), words({"invite", "create", "--plain"})).trimmed();
  company.hands.jump(company.hands.say("acceptTitle"));
  company.hands.hear(company.hands.say("acceptLink"));
  write(company, link);
  const auto place = company.hands.say("writeTo", {QStringLiteral("Bob Keller")});
  company.hands.until(QStringLiteral("Bob is there to write to"), [&] {
    if (company.stage.heard() == place) return true;
    company.neighbours.says(QStringLiteral("bob"), words({"sync"}));
    return false;
  });
}

void verification(Company& company) {
  open_talk(company, kMiraName);
  company.hands.press(Qt::Key_E, Qt::ControlModifier);
  company.hands.press(Qt::Key_F6);
  company.hands.reach(company.hands.say("verifyNow"));
  company.hands.press(Qt::Key_Return);
  // Nothing is confirmed by an Enter too many: what one comes to first is the field for their number.
  company.hands.hear(company.hands.say("verifyTyped"));
  const auto number = first(company.neighbours.says(kMira, {QStringLiteral("verify"), QStringLiteral("show"),
                                                            kLena, QStringLiteral("--json")}))
                          .value(QStringLiteral("safety_number"));
  const auto own = first(company.neighbours.says(kLena, {QStringLiteral("verify"), QStringLiteral("show"),
                                                         kMira, QStringLiteral("--json")}))
                       .value(QStringLiteral("safety_number"));
  if (number != own || !number.isString()) throw Stuck(QStringLiteral("the two numbers differ"));
  company.hands.reach(company.hands.say("verifySame"));
  company.hands.press(Qt::Key_Return);
  company.hands.until(QStringLiteral("Mira counts as verified"), [&] {
    return first(company.neighbours.says(kLena, {QStringLiteral("contact"), QStringLiteral("show"), kMira,
                                                 QStringLiteral("--json")}))
        .value(QStringLiteral("verified"))
        .toBool();
  });
  company.hands.press(Qt::Key_Escape);
  company.stage.home()->setProperty("infoShown", false);
}

void group(Company& company) {
  company.hands.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
  company.hands.hear(company.hands.say("groupName"));
  write(company, QStringLiteral("Orgelrunde"));
  company.hands.hear(company.hands.say("groupPurpose"));
  company.hands.type(QStringLiteral("Was wir hören"));
  company.hands.reach(kMiraName);
  company.hands.press(Qt::Key_Space);
  company.hands.reach(company.hands.say("groupMake"));
  company.hands.press(Qt::Key_Return);
  company.hands.hear(company.hands.say("writeTo", {QStringLiteral("Orgelrunde")}));
  company.hands.until(QStringLiteral("Mira, who was asked, is in"), [&] {
    company.neighbours.says(kMira, words({"sync"}));
    return first(company.neighbours.says(kLena, words({"group", "show", "#orgelrunde", "--json"})))
               .value(QStringLiteral("members"))
               .toArray()
               .size() == 2;
  });
  write(company, QStringLiteral("Womit fangen wir an?"));
  company.hands.until(QStringLiteral("Mira reads it in the group"), [&] {
    return has_come(company, QStringLiteral("#orgelrunde"), QStringLiteral("Womit fangen wir an?"));
  });
}

void file(Company& company) {
  QImage picture(320, 200, QImage::Format_RGB32);
  picture.fill(QColor(31, 95, 91));
  QGuiApplication::clipboard()->setImage(picture);
  open_talk(company, kMiraName);
  company.hands.press(Qt::Key_V, Qt::ControlModifier);
  auto* composer = company.stage.window().findChild<QObject*>(QStringLiteral("composer"));
  auto* around = qobject_cast<QQuickItem*>(composer);
  company.hands.until(QStringLiteral("the picture lies beside what is written"), [&] {
    for (auto* item = around; item != nullptr; item = item->parentItem()) {
      if (item->property("files").isValid() && !item->property("files").toList().isEmpty()) return true;
    }
    return false;
  });
  company.hands.press(Qt::Key_Return);
  QString id;
  company.hands.until(QStringLiteral("Mira is offered the picture"), [&] {
    company.neighbours.says(kMira, words({"sync"}));
    const auto listed = objects(company.neighbours.says(kMira, words({"attachment", "list", "--json"})));
    if (!listed.isEmpty()) id = listed.last().value(QStringLiteral("id")).toString();
    return !id.isEmpty();
  });
  const auto saved = QString::fromStdString(company.neighbours.folder(kMira).native() + ".png");
  company.neighbours.says(
      kMira, {QStringLiteral("attachment"), QStringLiteral("get"), id, QStringLiteral("-o"), saved});
  const QImage got(saved);
  if (got.size() != picture.size() || got.pixelColor(9, 9) != picture.pixelColor(9, 9))
    throw Stuck(QStringLiteral("another picture has come"));
}

void search(Company& company) {
  open_talk(company, kMiraName);
  write(company, QStringLiteral("Der Zimt steht im oberen Schrank."));
  company.hands.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
  company.hands.hear(company.hands.say("searchTitle"));
  company.hands.type(QStringLiteral("zimt"));
  company.hands.until(QStringLiteral("something is found"),
                      [&] { return company.stage.app().search().count() == 1; });
  company.hands.press(Qt::Key_Down);
  company.hands.press(Qt::Key_Return);
  company.hands.until(QStringLiteral("the message is heard"), [&] {
    return company.stage.heard().contains(QStringLiteral("Der Zimt steht im oberen Schrank."));
  });
}

void keep_in_touch(Company& company) {
  // Somebody to whom nothing was said today: whoever has written has congratulated.
  const auto nora = QStringLiteral("nora");
  const auto name = QStringLiteral("Nora Lindt");
  company.neighbours.person(nora, name);
  company.neighbours.meet(kLena, nora);
  const auto today = QDate::currentDate().toString(QStringLiteral("MM-dd"));
  company.neighbours.says(
      kLena, {QStringLiteral("keep"), QStringLiteral("set"), nora, QStringLiteral("--birthday"), today});
  company.hands.press(Qt::Key_I, Qt::ControlModifier);
  company.stage.app().keep().refresh();
  company.hands.until(QStringLiteral("somebody comes up today"),
                      [&] { return company.stage.app().keep().count() == 1; });
  company.hands.reach(company.hands.say("keepCongratulate"));
  company.hands.press(Qt::Key_Return);
  company.hands.hear(company.hands.say("writeTo", {name}));
  auto* composer = company.stage.window().findChild<QObject*>(QStringLiteral("composer"));
  company.hands.until(QStringLiteral("a first sentence is there to be changed"),
                      [&] { return composer->property("text").toString().size() > 10; });
  write(company, QStringLiteral(" Hoch sollst du leben."));
  company.hands.until(QStringLiteral("Nora has it"), [&] {
    return has_come(company, kLena, QStringLiteral("Hoch sollst du leben."), nora);
  });
}

void lock(Company& company) {
  company.hands.press(Qt::Key_L, Qt::ControlModifier);
  const auto& session = company.stage.app().session();
  if (!company.guarded) {
    // Without a passphrase a lock would keep nobody out, so there is none.
    company.stage.settle();
    if (session.state() != QStringLiteral("open"))
      throw Stuck(QStringLiteral("it locked what nobody can unlock"));
    return;
  }
  company.hands.hear(company.hands.say("passphrase"));
  if (company.stage.app().conversations().count() != 0)
    throw Stuck(QStringLiteral("what was said is still there"));
  company.hands.type_secretly(kPassphrase);
  company.hands.press(Qt::Key_Return);
  company.hands.until(QStringLiteral("the window is open again"),
                      [&] { return session.state() == QStringLiteral("open"); });
}

void backup(Company& company) {
  const auto path = QString::fromStdString(company.neighbours.folder(kLena).native() + ".backup");
  company.hands.jump(company.hands.say("dataTitle"));
  company.hands.reach(company.hands.say("backupMake"));
  company.hands.press(Qt::Key_Return);
  company.hands.hear(company.hands.say("saveWhere"));
  company.hands.press(Qt::Key_A, Qt::ControlModifier);
  write(company, path);
  company.hands.hear(company.hands.say("recoveryCopy"));
  company.hands.press(Qt::Key_Return);
  const auto key = QGuiApplication::clipboard()->text();
  // It is not shown again, so no key that comes by the way closes it.
  company.hands.press(Qt::Key_Escape);
  company.hands.reach(company.hands.say("recoveryKept"));
  company.hands.press(Qt::Key_Return);
  company.hands.hear(company.hands.say("backupMake"));
  QFile secret(path + QStringLiteral(".key"));
  if (!secret.open(QIODevice::WriteOnly) || secret.write(key.toUtf8() + '\n') < 0)
    throw Stuck(QStringLiteral("the recovery key cannot be kept"));
  secret.close();
  company.neighbours.says(kLena, {QStringLiteral("backup"), QStringLiteral("verify"), path,
                                  QStringLiteral("--secret-file"), secret.fileName()});
}

}  // namespace

void begin(Company& company) {
  auto& hands = company.hands;
  auto& app = company.stage.app();
  hands.hear(hands.say("welcomeBegin"));
  hands.press(Qt::Key_Return);
  hands.hear(hands.say("youName"));
  hands.type(QStringLiteral("Lena Öhler"));
  hands.press(Qt::Key_Return);
  hands.hear(hands.say("youRelay"));
  hands.type(company.neighbours.address());
  hands.press(Qt::Key_Return);
  for (const auto* field : {"passphrase", "passphraseAgain"}) {
    hands.hear(hands.say(field));
    hands.type_secretly(kPassphrase);
    hands.press(Qt::Key_Return);
  }
  hands.until(QStringLiteral("the profile is open"),
              [&] { return app.session().state() == QStringLiteral("open"); });
  company.guarded = true;
  hands.hear(hands.say("copyLink"));
  hands.press(Qt::Key_Return);
  const auto link = QGuiApplication::clipboard()->text();
  company.neighbours.person(kMira, kMiraName);
  company.neighbours.says(
      kMira, {QStringLiteral("invite"), QStringLiteral("accept"), link, QStringLiteral("--alias"), kLena});
  // The window goes to the new conversation by itself, where one writes.
  const auto place = hands.say("writeTo", {kMiraName});
  hands.until(QStringLiteral("Mira is there to write to"), [&] {
    if (company.stage.heard() == place) return true;
    company.neighbours.says(kMira, words({"sync"}));
    return false;
  });
  write(company, QStringLiteral("Passt dir Dienstag?"));
  hands.until(QStringLiteral("Mira has the first message"),
              [&] { return has_come(company, kLena, QStringLiteral("Passt dir Dienstag?")); });
}

const QList<Journey>& journeys() {
  static const QList<Journey> all{
      {"talk", "A question goes to Mira, and her answer comes into the window.", talk},
      {"invitation", "Bob's link is accepted.", invitation},
      {"verification", "The safety number is compared, and Mira is verified.", verification},
      {"group", "A group with Mira, and a first word in it.", group},
      {"file", "A picture goes from the clipboard to Mira.", file},
      {"search", "Something that was said is found again.", search},
      {"keep_in_touch", "Nora's birthday comes up, with a first sentence to be changed.", keep_in_touch},
      {"lock", "The window is locked and opened.", lock},
      {"backup", "A backup is made, and its recovery key opens it.", backup}};
  return all;
}

}  // namespace stille::desktop::test
