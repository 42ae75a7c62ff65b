#include "client/desktop/importer.hpp"

#include <QFileInfo>

#include "client/desktop/json_values.hpp"

namespace stille::desktop {

void Importer::begin(const QString& folder) {
  start([this, folder](const rpc::Ask& ask, const Progress& progress) -> Ending {
    auto done = rpc::import_from(ask, folder.toStdString(), progress);
    return [this, done = std::move(done), folder] { end(done, folder); };
  });
}

void Importer::end(const rpc::Outcome<rpc::Imported>& done, const QString& folder) {
  if (done.has_error()) {
    const auto& why = done.error();
    const auto about = text_of(why.detail, "about");
    if (why.code != rpc::FaultCode::invalid_argument) return fail(why, session().words_of(why));
    if (about == folder || about.isEmpty()) return fail(why, words().say(QStringLiteral("takeBackNoExport")));
    return fail(why, words().say(QStringLiteral("takeBackWrong")).arg(QFileInfo(about).fileName()));
  }
  const auto& back = done.value();
  succeed(back.added, {{QStringLiteral("messages"), static_cast<int>(back.added)},
                       {QStringLiteral("left_out"), static_cast<int>(back.left_out)},
                       {QStringLiteral("files"), static_cast<int>(back.files)},
                       {QStringLiteral("people"), static_cast<int>(back.people)},
                       {QStringLiteral("groups"), static_cast<int>(back.groups)},
                       {QStringLiteral("passed_over"), static_cast<int>(back.passed_over)}});
}

}  // namespace stille::desktop
