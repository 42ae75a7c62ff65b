#include "client/desktop/portraits.hpp"

#include <QPainter>
#include <QPainterPath>

#include "client/desktop/json_values.hpp"
#include "client/desktop/picture_source.hpp"

namespace stille::desktop {

namespace {

// Groups are square with round corners, people round: as the initials are.
QImage cut(const QImage& whole, bool group) {
  constexpr int kSide = Portraits::kSide;
  constexpr double kGroupCorner = 0.28;
  const auto filled = whole.scaled(kSide, kSide, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
  QImage out(kSide, kSide, QImage::Format_ARGB32_Premultiplied);
  out.fill(Qt::transparent);
  QPainter painter(&out);
  painter.setRenderHint(QPainter::Antialiasing);
  QPainterPath shape;
  const auto corner = kSide * (group ? kGroupCorner : 0.5);
  shape.addRoundedRect(0, 0, kSide, kSide, corner, corner);
  painter.setClipPath(shape);
  painter.drawImage((kSide - filled.width()) / 2, (kSide - filled.height()) / 2, filled);
  return out;
}

}  // namespace

class Portraits::Source final : public QQuickImageProvider {
 public:
  explicit Source(std::shared_ptr<PortraitAlbum> album)
      : QQuickImageProvider(QQuickImageProvider::Image), album_(std::move(album)) {}
  QImage requestImage(const QString& id, QSize* size, const QSize&) override {
    if (size != nullptr) *size = {kSide, kSide};
    return album_->find(id.toInt());
  }

 private:
  std::shared_ptr<PortraitAlbum> album_;
};

Portraits::Portraits(Session& session, QObject* parent)
    : QObject(parent), session_(session), album_(std::make_shared<PortraitAlbum>()) {
  connect(&session, &Session::happened, this, [this](const rpc::Json& events) {
    for (const auto& event : events) {
      const auto type = event.value("type", std::string());
      const auto* about = type == "card" || type == "contact" ? "contact"
                          : type == "group"                   ? "group"
                                                              : nullptr;
      if (about == nullptr || !event.contains(about)) continue;
      const auto alias = text_of(event[about], "alias");
      if (known_.contains(alias)) ask(alias);
    }
  });
  connect(&session, &Session::stateChanged, this, [this] {
    if (session_.state() != QStringLiteral("open")) forget();
  });
}

QQuickImageProvider* Portraits::source() const {
  return new Source(album_);
}

QString Portraits::lookUp(const QString& alias) {
  if (alias.isEmpty()) return {};
  const auto known = known_.constFind(alias);
  if (known == known_.cend()) {
    ask(alias);
    return {};
  }
  if (*known == 0) return {};
  if (!album_->find(*known).isNull()) return QStringLiteral("image://portraits/%1").arg(*known);
  ask(alias);
  return {};
}

void Portraits::ask(const QString& alias) {
  if (!known_.contains(alias)) known_.insert(alias, 0);
  asked_.insert(alias);
  session_.ask_patiently("portrait.show", {{"whose", alias.toStdString()}},
                         [this, alias](const rpc::Json& answer, Session::Problem problem) {
                           asked_.remove(alias);
                           if (problem == nullptr) take(alias, answer);
                         });
}

void Portraits::take(const QString& alias, const rpc::Json& answer) {
  if (!known_.contains(alias)) return;  // locked meanwhile
  auto& number = known_[alias];
  const auto whole = pixels_from(answer);
  if (whole.isNull()) {
    if (std::exchange(number, 0) != 0) Q_EMIT changed();
    return;
  }
  const auto picture = cut(whole, alias.startsWith(QLatin1Char('#')));
  if (number != 0 && album_->find(number) == picture) return;
  number = ++last_;
  album_->put(number, picture);
  Q_EMIT changed();
}

void Portraits::forget() {
  known_.clear();
  asked_.clear();
  album_->clear();
}

}  // namespace stille::desktop
