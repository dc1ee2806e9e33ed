// One thread and a short queue.
#include "handlers/background/sign_in_post.h"

#include "handlers/http/log.h"

namespace accolade {
namespace {

constexpr std::size_t waiting_max = 1'000;

}  // namespace

SignInPost::SignInPost(MailTransport& transport)
    : transport_(transport), thread_([this] { work(); }) {}

SignInPost::~SignInPost() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  has_work_.notify_all();
  thread_.join();
}

void SignInPost::send(MailMessage mail) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= waiting_max) {
      http::log_note("too many sign-in mails are waiting: one was dropped");
      return;
    }
    waiting_.push_back(std::move(mail));
  }
  has_work_.notify_one();
}

void SignInPost::work() {
  while (true) {
    MailMessage mail;
    {
      std::unique_lock lock(mutex_);
      has_work_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      mail = std::move(waiting_.front());
      waiting_.pop_front();
    }
    const Handover handover = transport_.send(mail);
    if (handover.delivery != Delivery::Sent) {
      http::log_note("a sign-in mail was not sent: " + handover.reason);
    }
  }
}

}  // namespace accolade
