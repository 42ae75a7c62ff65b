// Whom one has not spoken with, and why they come up today. Everything in it is local; asking for it sends
// nothing.
#pragma once

#include "client/desktop/people_list.hpp"

namespace stille::desktop {

/// The cards of today.
class KeepList final : public LiveList {
  Q_OBJECT
  /// Anybody has a rhythm, a birthday or a question, today or another day.
  Q_PROPERTY(bool anybody READ anybody NOTIFY loadedChanged)
  /// Birthdays of the next days, and questions that are not today's: rows for the folded parts of the page.
  Q_PROPERTY(QVariantList birthdays READ birthdays NOTIFY loadedChanged)
  Q_PROPERTY(QVariantList asked READ asked NOTIFY loadedChanged)
  Q_PROPERTY(QVariantList older READ older NOTIFY loadedChanged)

 public:
  KeepList(Session& session, Words& words, PeopleList& people, QObject* parent = nullptr);
  [[nodiscard]] bool anybody() const noexcept { return anybody_; }
  [[nodiscard]] QVariantList birthdays() const { return birthdays_; }
  [[nodiscard]] QVariantList asked() const { return asked_; }
  [[nodiscard]] QVariantList older() const { return older_; }
  /// The conversations (c_ ids) in which somebody waits for an answer.
  [[nodiscard]] QStringList waiting() const;

 Q_SIGNALS:
  void questionsChanged();

 protected:
  void fetch() override;
  void build() override;
  void forget() override;
  [[nodiscard]] bool concerns(const rpc::Json& event) override;

 private:
  void meet_all();
  [[nodiscard]] QVariantMap row_of(const rpc::Json& card) const;
  [[nodiscard]] QString reason_of(const rpc::Json& card, const QString& occasion) const;
  [[nodiscard]] QVariantList questions(const char* section) const;

  PeopleList& people_;
  rpc::Json cards_ = rpc::Json::array();
  rpc::Json all_birthdays_ = rpc::Json::array();
  rpc::Json questions_ = rpc::Json::array();
  QVariantList birthdays_;
  QVariantList asked_;
  QVariantList older_;
  bool anybody_ = false;
};

}  // namespace stille::desktop
