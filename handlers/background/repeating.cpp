// The loop of the scheduler and of the outbox.
#include "handlers/background/repeating.h"

#include "handlers/http/log.h"

namespace accolade {

Repeating::Repeating(std::string name, std::chrono::milliseconds pause, std::function<bool()> work)
    : name_(std::move(name)), pause_(pause), work_(std::move(work)), thread_([this] { run(); }) {}

Repeating::~Repeating() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  thread_.join();
}

bool Repeating::rest(std::chrono::milliseconds pause) {
  std::unique_lock lock(mutex_);
  stopped_.wait_for(lock, pause, [this] { return stopping_; });
  return !stopping_;
}

void Repeating::run() {
  std::chrono::milliseconds pause{0};
  while (rest(pause)) {
    try {
      pause = work_() ? std::chrono::milliseconds(0) : pause_;
    } catch (const std::exception& broken) {
      http::log_broken("", name_ + ": " + broken.what());
      pause = pause_ * 5;
    }
  }
}

}  // namespace accolade
