// A real mail server of a test's own: tests/support/smtp_server.py, on a free port of the loopback.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

#include "tests/support/temporary_folder.h"

namespace accolade {

// Started by the constructor (a third of a second), stopped by the destructor, and by the kernel if
// the test dies. What it does to a mail is said by the recipient's name: see the script.
class SmtpServerProcess {
 public:
  struct Options {
    std::string account = {};      // "USER:PASSWORD" of the only one who may send; empty: anybody
    bool has_certificate = false;  // offers STARTTLS, with a certificate signed by itself
  };
  SmtpServerProcess() : SmtpServerProcess(Options()) {}
  explicit SmtpServerProcess(const Options& options);
  ~SmtpServerProcess();
  SmtpServerProcess(const SmtpServerProcess&) = delete;
  SmtpServerProcess& operator=(const SmtpServerProcess&) = delete;

  // "127.0.0.1:PORT"
  const std::string& host_and_port() const { return host_and_port_; }
  std::string url() const { return "smtp://" + host_and_port_; }

  // The mails that it took, oldest first, as they came: with the envelope left out.
  std::vector<std::string> mails() const;

 private:
  TemporaryFolder folder_;
  pid_t process_ = 0;
  std::string host_and_port_;
};

}  // namespace accolade
