// Takes what is waiting and commits it; a batch that the database rejects is halved until the
// offender is alone.
#include "db/apply/committer.h"

#include <algorithm>

#include "db/apply/batch.h"

namespace accolade::db {
namespace {

void answer_all(const std::vector<Waiting*>& batch, const std::exception_ptr& why) {
  for (Waiting* const waiting : batch)
    waiting->answer = why;
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

std::shared_ptr<const Gathering> Committer::add(std::unique_ptr<Waiting> waiting) {
  std::shared_ptr<Gathering> gathering;
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    was_empty = queue_.empty();
    if (was_empty || queue_.back()->asks.size() == batch_asks_max) {
      queue_.push_back(std::make_shared<Gathering>());
    }
    gathering = queue_.back();
    gathering->asks.push_back(std::move(waiting));
  }
  if (was_empty) changed_.notify_one();
  return gathering;
}

std::shared_ptr<Gathering> Committer::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_ending_ || !queue_.empty(); });
  if (queue_.empty()) return nullptr;
  std::shared_ptr<Gathering> gathering = std::move(queue_.front());
  queue_.pop_front();
  return gathering;
}

void Committer::run() {
  while (const std::shared_ptr<Gathering> gathering = take()) {
    std::vector<Waiting*> batch;
    for (const auto& waiting : gathering->asks)
      batch.push_back(waiting.get());
    try {
      const Pool::Lease connection = connections_.take();
      store_.clock().measure(*connection);
      commit(*connection, batch);
    } catch (...) {
      answer_all(batch, std::current_exception());
    }
    gathering->finish();
  }
}

void Committer::commit(Connection& connection, const std::vector<Waiting*>& batch) {
  std::vector<Answer> answers;
  try {
    answers = commit_batch(connection, store_, ids_, decide_, batch);
  } catch (...) {
    // A connection that broke may have broken after the commit: nobody may try that again.
    if (connection.is_broken()) {
      answer_all(batch, std::current_exception());
    } else {
      commit_again(connection, batch);
    }
    return;
  }
  for (std::size_t i = 0; i < batch.size(); ++i)
    batch[i]->answer = std::move(answers[i]);
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
    batch[0]->answer = std::move(answers[0]);
  } catch (...) {
    answer_all(batch, std::current_exception());
  }
}

}  // namespace accolade::db
