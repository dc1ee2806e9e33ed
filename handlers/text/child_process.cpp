// Input and output are files in memory, not pipes: nobody waits for the other to read, and a
// program that ends early raises no SIGPIPE here.
#include "handlers/text/child_process.h"

#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern "C" {  // which the header of glibc 2.36 leaves out
#include <sys/pidfd.h>
}

extern char** environ;

namespace accolade {
namespace {

void check(bool is_done, const char* what) {
  if (!is_done) throw std::system_error(errno, std::generic_category(), what);
}

class Descriptor {
 public:
  Descriptor(int number, const char* what) : number_(number) { check(number >= 0, what); }
  ~Descriptor() { close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

class MemoryFile : public Descriptor {
 public:
  MemoryFile() : Descriptor(memfd_create("accolade", MFD_CLOEXEC), "memfd_create") {}

  void write_all(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = write(number(), text.data(), text.size());
      check(written > 0 || errno == EINTR, "write");
      if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    check(lseek(number(), 0, SEEK_SET) == 0, "lseek");
  }

  std::string read_all() const {
    std::string text;
    std::array<char, 65536> part;
    for (;;) {
      const ssize_t count =
          pread(number(), part.data(), part.size(), static_cast<off_t>(text.size()));
      check(count >= 0, "pread");
      if (count == 0) return text;
      text.append(part.data(), static_cast<std::size_t>(count));
    }
  }
};

// What the child gets: three files, no other descriptor, and signals as in a fresh shell.
class Surroundings {
 public:
  Surroundings(const MemoryFile& input, const MemoryFile& output, const MemoryFile& errors) {
    posix_spawn_file_actions_init(&files_);
    posix_spawn_file_actions_adddup2(&files_, input.number(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files_, output.number(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files_, errors.number(), STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~Surroundings() {
    posix_spawn_file_actions_destroy(&files_);
    posix_spawnattr_destroy(&attributes_);
  }
  Surroundings(const Surroundings&) = delete;
  Surroundings& operator=(const Surroundings&) = delete;

  // 0, or the reason why there is no such process, as errno counts them.
  int spawn(std::vector<std::string> command, pid_t& process) const {
    std::vector<char*> words;
    for (std::string& word : command)
      words.push_back(word.data());
    words.push_back(nullptr);
    return posix_spawnp(&process, words.front(), &files_, &attributes_, words.data(), environ);
  }

 private:
  posix_spawn_file_actions_t files_;
  posix_spawnattr_t attributes_;
};

int exit_code_of(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    check(errno == EINTR, "waitpid");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Whether the process ended by itself within the limit; if not, it is killed.
bool ends_within(std::chrono::milliseconds limit, pid_t process) {
  using Clock = std::chrono::steady_clock;
  const Descriptor watch(pidfd_open(process, 0), "pidfd_open");
  pollfd ended{watch.number(), POLLIN, 0};
  const auto end = Clock::now() + limit;
  for (auto left = limit; left.count() >= 0;
       left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now())) {
    const int count = poll(&ended, 1, static_cast<int>(left.count()));
    if (count > 0) return true;
    if (count == 0) break;
    check(errno == EINTR, "poll");
  }
  kill(process, SIGKILL);
  return false;
}

}  // namespace

Outcome<ProgramRun> run_program(const std::vector<std::string>& command, std::string_view input,
                                std::chrono::milliseconds limit) {
  const MemoryFile in;
  const MemoryFile out;
  const MemoryFile errors;
  in.write_all(input);

  pid_t process = 0;
  const int fault = Surroundings(in, out, errors).spawn(command, process);
  if (fault == ENOENT)
    return Refusal{Why::Failed, fmt::format("The program {} is not installed.", command.front())};
  if (fault != 0) throw std::system_error(fault, std::generic_category(), command.front());

  const bool is_in_time = ends_within(limit, process);
  const int exit_code = exit_code_of(process);
  if (!is_in_time)
    return Refusal{Why::Failed, fmt::format("The program {} took longer than {} ms and was ended.",
                                            command.front(), limit.count())};
  return ProgramRun{exit_code, out.read_all(), errors.read_all()};
}

}  // namespace accolade
