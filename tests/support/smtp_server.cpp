// Starts the script with its output in a pipe, and reads the port off it.
#include "tests/support/smtp_server.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace accolade {
namespace {

constexpr const char* script = SOURCE_DIR "/tests/support/smtp_server.py";

std::vector<std::string> command_of(const std::string& folder,
                                    const SmtpServerProcess::Options& options) {
  std::vector<std::string> command = {script, folder};
  if (!options.account.empty()) command.push_back("--account=" + options.account);
  if (options.has_certificate) command.push_back("--certificate");
  return command;
}

pid_t start(std::vector<std::string> command, int output) {
  std::vector<char*> words;
  for (std::string& word : command)
    words.push_back(word.data());
  words.push_back(nullptr);

  const pid_t process = fork();
  if (process < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (process > 0) return process;
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  dup2(output, STDOUT_FILENO);
  execv(words.front(), words.data());
  _exit(127);
}

std::string line_from(int descriptor) {
  std::string line;
  char next = 0;
  while (read(descriptor, &next, 1) == 1 && next != '\n')
    line += next;
  return line;
}

void wait_for_server(pid_t process) {
  while (waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace

SmtpServerProcess::SmtpServerProcess(const Options& options) {
  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "pipe2");
  process_ = start(command_of(folder_.path().string(), options), pipe_ends[1]);
  close(pipe_ends[1]);
  const std::string line = line_from(pipe_ends[0]);
  close(pipe_ends[0]);
  if (!line.starts_with("port ")) {
    wait_for_server(process_);
    throw std::runtime_error("the mail server did not start: see standard error");
  }
  host_and_port_ = "127.0.0.1:" + line.substr(5);
}

SmtpServerProcess::~SmtpServerProcess() {
  kill(process_, SIGTERM);
  wait_for_server(process_);
}

std::vector<std::string> SmtpServerProcess::mails() const {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
    if (!entry.path().filename().string().starts_with('.')) files.push_back(entry.path());
  std::sort(files.begin(), files.end());

  std::vector<std::string> mails;
  for (const auto& path : files) {
    std::ifstream file(path, std::ios::binary);
    mails.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return mails;
}

}  // namespace accolade
