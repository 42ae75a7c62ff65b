#include "client/desktop/portraits.hpp"

#include <QPainter>
#include <QPainterPath>
#include <QQmlEngine>

#include "client/desktop/json_values.hpp"
#include "client/desktop/picture_source.hpp"

namespace stille::desktop {

/// Shared with the thread that draws.
struct Portraits::Album {
  QMutex mutex;
  QCache<int, QImage> pictures{kMost};
};

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
  explicit Source(std::shared_ptr<Album> album)
      : QQuickImageProvider(QQuickImageProvider::Image), album_(std::move(album)) {}
  QImage requestImage(const QString& id, QSize* size, const QSize&) override {
    const QMutexLocker lock(&album_->mutex);
    const auto* found = album_->pictures.object(id.toInt());
    if (size != nullptr) *size = {kSide, kSide};
    return found != nullptr ? *found : QImage();
  }

 private:
  std::shared_ptr<Album> album_;
};

Portraits::Portraits(Session& session, QObject* parent)
    : QObject(parent), session_(session), album_(std::make_shared<Album>()) {
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

QJSValue Portraits::of_function() {
  auto* engine = qmlEngine(this);
  if (engine == nullptr) return {};
  QQmlEngine::setObjectOwnership(this, QQmlEngine::CppOwnership);
  return engine->newQObject(this).property(QStringLiteral("lookUp"));
}

QString Portraits::lookUp(const QString& alias) {
  if (alias.isEmpty()) return {};
  const auto known = known_.constFind(alias);
  if (known == known_.cend()) {
    ask(alias);
    return {};
  }
  if (*known == 0) return {};
  {
    const QMutexLocker lock(&album_->mutex);
    if (album_->pictures.object(*known) != nullptr) return QStringLiteral("image://portraits/%1").arg(*known);
  }
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
  {
    const QMutexLocker lock(&album_->mutex);
    const auto* before = number == 0 ? nullptr : album_->pictures.object(number);
    if (before != nullptr && *before == picture) return;
    number = ++last_;
    album_->pictures.insert(number, new QImage(picture));
  }
  Q_EMIT changed();
}

void Portraits::forget() {
  known_.clear();
  asked_.clear();
  const QMutexLocker lock(&album_->mutex);
  album_->pictures.clear();
}

}  // namespace stille::desktop
