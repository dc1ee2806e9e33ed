// Runs the script that owns the server, and createdb for each database; links nothing of
// PostgreSQL.
#include "tests/support/postgres_cluster.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace accolade {
namespace {

struct Pipe {
  int read_end;
  int write_end;
};

Pipe open_pipe() {
  std::array<int, 2> ends{};
  // Close-on-exec: a child that kept the write end would keep the cluster alive.
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe2");
  }
  return {ends[0], ends[1]};
}

// Runs a program of the path; a descriptor of -1 leaves the child's as it is. In a session of its
// own, so that Ctrl-C at the terminal reaches the tests and not the server below them.
pid_t start(std::vector<std::string> command, int input, int output) {
  std::vector<char*> arguments;
  for (std::string& word : command)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);

  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    setsid();
    if (input >= 0) dup2(input, STDIN_FILENO);
    if (output >= 0) dup2(output, STDOUT_FILENO);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

std::string read_line(int descriptor) {
  std::string line;
  char next = 0;
  while (read(descriptor, &next, 1) == 1 && next != '\n')
    line += next;
  return line;
}

}  // namespace

PostgresCluster& PostgresCluster::shared() {
  static PostgresCluster cluster(Durability::fsync_off);
  return cluster;
}

PostgresCluster::PostgresCluster(Durability durability) {
  const bool durable = durability == Durability::fsync_on;
  const Pipe lifeline = open_pipe();
  const Pipe answer = open_pipe();
  script_ =
      start({SOURCE_DIR "/tests/support/postgres_cluster", durable ? "fsync=on" : "fsync=off"},
            lifeline.read_end, answer.write_end);
  lifeline_ = lifeline.write_end;
  close(lifeline.read_end);
  close(answer.write_end);
  std::istringstream line(read_line(answer.read_end));
  close(answer.read_end);

  if (!(line >> socket_folder_ >> port_)) {
    close(lifeline_);
    wait_for(script_);
    throw std::runtime_error("PostgreSQL did not start: see standard error");
  }
}

PostgresCluster::~PostgresCluster() {
  close(lifeline_);
  wait_for(script_);
}

std::string PostgresCluster::fresh_database() {
  return create_database("template0");
}

std::string PostgresCluster::copy_of(const std::string& database_url) {
  const std::size_t begin = database_url.find("@/") + 2;
  return create_database(database_url.substr(begin, database_url.find('?') - begin));
}

std::string PostgresCluster::create_database(const std::string& original) {
  static std::atomic<int> number = 0;
  const std::string name = "test_" + std::to_string(++number);
  const int status = wait_for(start({"createdb", "--host=" + socket_folder_, "--port=" + port_,
                                     "--username=postgres", "--template=" + original, name},
                                    -1, -1));
  if (status != 0) throw std::runtime_error("createdb could not copy " + original);
  return url_of(name);
}

std::string PostgresCluster::url_of(const std::string& name) const {
  return "postgresql://postgres@/" + name + "?host=" + socket_folder_ + "&port=" + port_;
}

}  // namespace accolade
