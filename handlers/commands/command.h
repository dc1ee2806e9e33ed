// The commands of the program. Each registers its options and answers with an exit code: 0 done, 1
// refused, 2 usage.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>

#include <CLI/CLI.hpp>

namespace accolade {

// One line on stderr that says what to do; exit 1.
struct CommandRefused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Sets up a subcommand; what it is to do is put into `action` when it was chosen.
struct Command {
  const char* name;
  const char* summary;
  void (*set_up)(CLI::App& command, std::function<int()>& action);
};

void set_up_serve(CLI::App& command, std::function<int()>& action);
void set_up_migrate(CLI::App& command, std::function<int()>& action);
void set_up_check(CLI::App& command, std::function<int()>& action);
void set_up_graph(CLI::App& command, std::function<int()>& action);
void set_up_run(CLI::App& command, std::function<int()>& action);
void set_up_rehearse(CLI::App& command, std::function<int()>& action);
void set_up_demo(CLI::App& command, std::function<int()>& action);
void set_up_person(CLI::App& command, std::function<int()>& action);
void set_up_token(CLI::App& command, std::function<int()>& action);
void set_up_backup(CLI::App& command, std::function<int()>& action);
void set_up_restore(CLI::App& command, std::function<int()>& action);
void set_up_verify(CLI::App& command, std::function<int()>& action);
void set_up_move(CLI::App& command, std::function<int()>& action);

}  // namespace accolade
