// Sends sign-in mails at its own pace, so that a page answers as fast for an address that is known
// as for one that is not.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

#include "handlers/mail/transport.h"

namespace accolade {

class SignInPost {
 public:
  // Borrows the transport. At most 1,000 mails wait; beyond, the newest is dropped and the log says
  // so.
  explicit SignInPost(MailTransport& transport);
  ~SignInPost();  // sends what is under way, drops what waits: people ask again
  SignInPost(const SignInPost&) = delete;
  SignInPost& operator=(const SignInPost&) = delete;

  void send(MailMessage mail);

 private:
  void work();

  MailTransport& transport_;
  std::mutex mutex_;
  std::condition_variable has_work_;
  std::deque<MailMessage> waiting_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace accolade
