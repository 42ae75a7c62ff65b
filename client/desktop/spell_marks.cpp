#include "client/desktop/spell_marks.hpp"

#include <QJSEngine>
#include <QPointer>
#include <QQmlEngine>

#include "client/desktop/json_values.hpp"

namespace stille::desktop {
namespace {

using rpc::Json;

Json json_of(const QStringList& texts) {
  Json out = Json::array();
  for (const auto& text : texts) out.push_back(text.toStdString());
  return out;
}

QStringList texts_of(const Json& list) {
  QStringList out;
  for (const auto& one : list) out.append(QString::fromStdString(one.get<std::string>()));
  return out;
}

}  // namespace

SpellMarks::SpellMarks(Session& session, Preferences& preferences, std::filesystem::path folder,
                       QObject* parent)
    : QObject(parent),
      session_(session),
      preferences_(preferences),
      spelling_(std::make_shared<Spelling>(std::move(folder))) {
  connect(&preferences, &Preferences::changed, this, [this] {
    if (wanted_) take();
  });
}

SpellMarks::~SpellMarks() = default;

void SpellMarks::look() {
  session_.worker().run([spelling = spelling_, reply = session_.keep([this](const rpc::Answer& answer) {
    if (!answer) return;
    available_ = texts_of(answer.value());
    Q_EMIT changed();
  }),
                         &pump = session_.pump()] {
    pump.post([reply, found = json_of(spelling->available())] { reply(found); });
  });
}

void SpellMarks::take() {
  const auto languages = preferences_.spelling();
  if (languages == taken_) return;
  taken_ = languages;
  session_.worker().run([spelling = spelling_, languages,
                         reply = session_.keep([this](const rpc::Answer&) { Q_EMIT changed(); }),
                         &pump = session_.pump()] {
    spelling->take(languages);
    pump.post([reply] { reply(Json()); });
  });
}

void SpellMarks::begin() {
  if (!std::exchange(wanted_, true)) take();
}

QVariantList SpellMarks::wrongIn(const QString& text, int position) {
  QVariantList out;
  for (const auto& place : words_in(text)) {
    if (position == place.begin + place.length) continue;
    if (!spelling_->is_wrong(text.mid(place.begin, place.length))) continue;
    out.append(QVariantMap{{QStringLiteral("begin"), place.begin}, {QStringLiteral("length"), place.length}});
  }
  return out;
}

QVariantMap SpellMarks::wordAt(const QString& text, int position) {
  for (const auto& place : words_in(text)) {
    if (position < place.begin || position > place.begin + place.length) continue;
    const auto word = text.mid(place.begin, place.length);
    if (!spelling_->is_wrong(word)) return {};
    return {{QStringLiteral("begin"), place.begin},
            {QStringLiteral("length"), place.length},
            {QStringLiteral("word"), word}};
  }
  return {};
}

void SpellMarks::suggest(const QString& word, const QJSValue& then) {
  const QPointer<QQmlEngine> engine = qmlEngine(this);
  auto reply = session_.keep([then, engine](const rpc::Answer& answer) {
    if (answer && engine && then.isCallable()) then.call({engine->toScriptValue(texts_of(answer.value()))});
  });
  session_.worker().run([spelling = spelling_, word, reply = std::move(reply), &pump = session_.pump()] {
    pump.post([reply, found = json_of(spelling->suggestions(word))] { reply(found); });
  });
}

void SpellMarks::accept(const QString& word) {
  spelling_->accept(word);
  Q_EMIT changed();
}

}  // namespace stille::desktop
