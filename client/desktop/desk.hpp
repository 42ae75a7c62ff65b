// What a window needs of the machine around it: the clipboard, addresses of files, a picture that was pasted.
#pragma once

#include <QJSValue>
#include <QObject>
#include <QUrl>

#include "client/desktop/session.hpp"

namespace stille::desktop {

class Desk final : public QObject {
  Q_OBJECT

 public:
  /// `profile`: as it was named when the program was started; empty when it was not.
  Desk(Session& session, Words& words, std::string profile, QObject* parent = nullptr);

  Q_INVOKABLE void copy(const QString& text);
  [[nodiscard]] Q_INVOKABLE QString clipboardText() const;
  [[nodiscard]] Q_INVOKABLE bool clipboardHasImage() const;
  /// Writes the pasted picture to a file that only this user may read, and calls `then` with its path; empty
  /// when there is none. The file goes with removePasted.
  Q_INVOKABLE void pastedImage(const QJSValue& then);
  Q_INVOKABLE void removePasted(const QString& path);
  [[nodiscard]] Q_INVOKABLE bool isPasted(const QString& path) const;
  /// Empty for what is no local file.
  [[nodiscard]] Q_INVOKABLE QString pathOf(const QUrl& url) const;
  [[nodiscard]] Q_INVOKABLE QString fileName(const QString& path) const;
  /// Calls `then` with `path`, or with one beside it where something of this name is there: "a-2.backup".
  Q_INVOKABLE void freePath(const QString& path, const QJSValue& then);
  /// Calls `then` with the size of a file in words; empty when it is none.
  Q_INVOKABLE void sizeOf(const QString& path, const QJSValue& then);
  /// With the program that the system has for it.
  Q_INVOKABLE void open(const QString& address);
  /// Writes a fetched attachment to `path`, piece by piece; calls `then` with an empty text or what went
  /// wrong.
  Q_INVOKABLE void saveAttachment(const QString& id, const QString& path, const QJSValue& then);
  Q_INVOKABLE void saveText(const QString& path, const QString& text, const QJSValue& then);
  /// Whether the desktop starts this program; asks and changes it elsewhere, and calls `then` with what it
  /// is.
  Q_INVOKABLE void autostart(const QJSValue& then);
  Q_INVOKABLE void setAutostart(bool on, const QJSValue& then);
  [[nodiscard]] Q_INVOKABLE QString homeFolder() const;
  /// Where files are most likely to be that somebody wants to send: that of downloads, or their home.
  [[nodiscard]] Q_INVOKABLE QUrl folderOfFiles() const;
  [[nodiscard]] Q_INVOKABLE double nowMs() const;
  /// Milliseconds since 1970 of a day as "2026-12-24" and a time as "9:00"; 0 when they are none.
  [[nodiscard]] Q_INVOKABLE double momentOf(const QString& day, const QString& clock) const;
  /// From RFC 3339: "gestern 10:41".
  [[nodiscard]] Q_INVOKABLE QString momentInWords(const QString& rfc3339) const;
  /// Of a moment to come: "heute 18:00", "morgen 9:00", "Montag, 7. Dezember, 9:00".
  [[nodiscard]] Q_INVOKABLE QString momentAhead(const QString& rfc3339) const;
  /// "Heute, 10:41", "Montag, 7. Dezember, 9:00".
  [[nodiscard]] Q_INVOKABLE QString wholeMoment(const QString& rfc3339) const;
  /// What stands behind "nach": "einer Stunde", "30 Tagen".
  [[nodiscard]] Q_INVOKABLE QString afterInWords(double milliseconds) const;
  /// "05-23" and "1984-05-23" as a person says them.
  [[nodiscard]] Q_INVOKABLE QString dayInWords(const QString& day) const;
  /// The same as somebody types it: "23.5.1984" and "23.5." in German.
  [[nodiscard]] Q_INVOKABLE QString dayToType(const QString& day) const;

 private:
  void answer(const QJSValue& then, const QString& text);
  /// The same, for work on other threads to give back; its value is the text.
  Worker::Reply answer_later(const QJSValue& then);
  Session& session_;
  Words& words_;
  std::string profile_;
};

}  // namespace stille::desktop
