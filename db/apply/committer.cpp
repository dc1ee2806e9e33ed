// Takes what is waiting and commits it; a batch that the database rejects is halved until the
// offender is alone.
#include "db/apply/committer.h"

#include <algorithm>

#include "db/apply/batch.h"

namespace accolade::db {
namespace {

void keep_promise(Waiting& waiting, Answer answer) {
  if (auto* const outcome = std::get_if<Outcome<Applied>>(&answer)) {
    waiting.promise.set_value(std::move(*outcome));
  } else {
    waiting.promise.set_exception(std::get<std::exception_ptr>(answer));
  }
}

void break_promises(const std::vector<Waiting*>& batch, const std::exception_ptr& why) {
  for (Waiting* const waiting : batch)
    waiting->promise.set_exception(why);
}

}  // namespace

Committer::Committer(Store& store, Pool& connections, Decide decide)
    : store_(store),
      connections_(connections),
      decide_(std::move(decide)),
      thread_([this] { run(); }) {}

Committer::~Committer() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Committer::add(std::unique_ptr<Waiting> waiting) {
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    was_empty = queue_.empty();
    queue_.push_back(std::move(waiting));
  }
  if (was_empty) changed_.notify_one();
}

std::vector<std::unique_ptr<Waiting>> Committer::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_ending_ || !queue_.empty(); });
  const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), batch_asks_max));
  std::vector<std::unique_ptr<Waiting>> taken(std::make_move_iterator(queue_.begin()),
                                              std::make_move_iterator(queue_.begin() + count));
  queue_.erase(queue_.begin(), queue_.begin() + count);
  return taken;
}

void Committer::run() {
  while (true) {
    const std::vector<std::unique_ptr<Waiting>> taken = take();
    if (taken.empty()) return;
    std::vector<Waiting*> batch;
    for (const auto& waiting : taken)
      batch.push_back(waiting.get());
    try {
      const Pool::Lease connection = connections_.take();
      store_.clock().measure(*connection);
      commit(*connection, batch);
    } catch (...) {
      break_promises(batch, std::current_exception());
    }
  }
}

void Committer::commit(Connection& connection, const std::vector<Waiting*>& batch) {
  std::vector<Answer> answers;
  try {
    answers = commit_batch(connection, store_, ids_, decide_, batch);
  } catch (...) {
    // A connection that broke may have broken after the commit: nobody may try that again.
    if (connection.is_broken()) {
      break_promises(batch, std::current_exception());
    } else {
      commit_again(connection, batch);
    }
    return;
  }
  for (std::size_t i = 0; i < batch.size(); ++i)
    keep_promise(*batch[i], std::move(answers[i]));
}

void Committer::commit_again(Connection& connection, const std::vector<Waiting*>& batch) {
  if (batch.size() > 1) {
    const auto middle = batch.begin() + static_cast<std::ptrdiff_t>(batch.size() / 2);
    commit(connection, {batch.begin(), middle});
    commit(connection, {middle, batch.end()});
    return;
  }
  try {
    std::vector<Answer> answers = commit_batch(connection, store_, ids_, decide_, batch);
    keep_promise(*batch[0], std::move(answers[0]));
  } catch (...) {
    break_promises(batch, std::current_exception());
  }
}

}  // namespace accolade::db
