#include "server/relay/open_group.hpp"

namespace stille::relay {

void OpenGroup::add(store::Write write, TimePoint now) {
  if (writes_.empty() && blobs_.empty()) opened_ = now;
  writes_.push_back(std::move(write));
  answer_of_.push_back(kNobody);
}

void OpenGroup::touch(MailboxState& mailbox) {
  if (mailbox.in_group) return;
  mailbox.in_group = true;
  touched_.push_back(&mailbox);
}

void OpenGroup::touch_blob(const store::BlobReaderId& id, TimePoint now) {
  if (writes_.empty() && blobs_.empty()) opened_ = now;
  blobs_.insert(id);
}

void OpenGroup::promise(ConnectionId to, protocol::Reply reply, TimePoint now) {
  if (unanswered_++ == 0) awaited_since_ = now;
  answers_.push_back({{to, std::move(reply)}});
}

void OpenGroup::append(MailboxState& mailbox, store::Append write, Answer answer, TimePoint now) {
  touch(mailbox);
  mailbox.pending.push_back(writes_.size());
  marks_.emplace(write.reader_id, write.mark);
  add(std::move(write), now);
  answer_of_.back() = answers_.size();
  promise(answer.first, std::move(answer.second), now);
  ++envelopes_;
}

OpenGroup::Answer OpenGroup::keep_mark_only(std::size_t write) {
  const auto& append = std::get<store::Append>(writes_[write]);
  writes_[write] = store::Remember{append.reader_id, append.mark, append.at};
  --envelopes_;
  auto& awaited = answers_[answer_of_[write]];
  awaited.given = true;
  --unanswered_;
  return std::move(awaited.answer);
}

bool OpenGroup::knows(const store::ReaderId& id, const store::EnvelopeMark& mark) const {
  return marks_.contains({id, mark});
}

const store::Append* OpenGroup::append_at(std::size_t write) const {
  return std::get_if<store::Append>(&writes_[write]);
}

std::vector<OpenGroup::Answer> OpenGroup::take_answers() {
  std::vector<Answer> out;
  for (auto& awaited : answers_) {
    if (!awaited.given) out.push_back(std::move(awaited.answer));
  }
  answers_.clear();
  unanswered_ = 0;
  return out;
}

}  // namespace stille::relay
