#include "client/desktop/picture_source.hpp"

#include <QMutex>

#include "client/desktop/json_values.hpp"

namespace stille::desktop {
namespace {

constexpr int kLargestSide = 4096;

class Response final : public QQuickImageResponse {
 public:
  // What the answer finds: nothing, once QML has let go of it.
  struct Place {
    QMutex mutex;
    Response* response = nullptr;
  };

  Response() : place_(std::make_shared<Place>()) { place_->response = this; }
  ~Response() override {
    const QMutexLocker lock(&place_->mutex);
    place_->response = nullptr;
  }
  [[nodiscard]] std::shared_ptr<Place> place() const { return place_; }
  void take(QImage picture) {
    picture_ = std::move(picture);
    Q_EMIT finished();
  }
  [[nodiscard]] QQuickTextureFactory* textureFactory() const override {
    return QQuickTextureFactory::textureFactoryForImage(picture_);
  }
  [[nodiscard]] QString errorString() const override {
    return picture_.isNull() ? QStringLiteral("no picture") : QString();
  }

 private:
  std::shared_ptr<Place> place_;
  QImage picture_;
};

}  // namespace

QImage pixels_from(const rpc::Json& answer) {
  const int width = answer.value("width", 0);
  const int height = answer.value("height", 0);
  if (width < 1 || height < 1 || width > kLargestSide || height > kLargestSide) return {};
  const auto rgb = QByteArray::fromBase64(QByteArray::fromStdString(answer.value("rgb", std::string())),
                                          QByteArray::Base64UrlEncoding);
  if (rgb.size() != qsizetype{3} * width * height) return {};
  return QImage(reinterpret_cast<const uchar*>(rgb.constData()), width, height, qsizetype{3} * width,
                QImage::Format_RGB888)
      .copy();
}

QQuickImageResponse* PictureSource::requestImageResponse(const QString& id, const QSize&) {
  auto* response = new Response;
  const auto parts = id.split(QLatin1Char('/'));
  const rpc::Json params{{"id", parts.value(0).toStdString()},
                         {"large", parts.value(1) == QStringLiteral("large")}};
  session_.worker().call_slowly("attachment.picture", params,
                                [place = response->place()](const rpc::Answer& answer) {
                                  auto picture = answer ? pixels_from(answer.value()) : QImage();
                                  const QMutexLocker lock(&place->mutex);
                                  if (place->response != nullptr) place->response->take(std::move(picture));
                                });
  return response;
}

}  // namespace stille::desktop
