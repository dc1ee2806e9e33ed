// The program: one table of commands.
#include <array>
#include <iostream>

#include "handlers/commands/command.h"

namespace {

constexpr std::array commands{
    accolade::Command{"serve", "Answer browsers and programs", accolade::set_up_serve},
    accolade::Command{"migrate", "Bring a database to this version", accolade::set_up_migrate},
    accolade::Command{"check", "Verify definitions before use", accolade::set_up_check},
    accolade::Command{"graph", "Draw a workflow", accolade::set_up_graph},
    accolade::Command{"run", "Play one workflow, JSON lines in and out", accolade::set_up_run},
    accolade::Command{"rehearse", "Play a whole call in simulated time, with invented people",
                      accolade::set_up_rehearse},
    accolade::Command{"demo", "Fill an empty database with the demo consortium",
                      accolade::set_up_demo},
    accolade::Command{"person", "Add a person, a name, a role", accolade::set_up_person},
    accolade::Command{"token", "Make a bearer token for the API", accolade::set_up_token},
    accolade::Command{"backup", "Write a copy of a database into a file, while it is served",
                      accolade::set_up_backup},
    accolade::Command{"restore", "Fill an empty database from such a file",
                      accolade::set_up_restore},
    accolade::Command{"verify", "Prove that a database is sound", accolade::set_up_verify},
    accolade::Command{"move", "Let live calls go on in another version", accolade::set_up_move},
};

constexpr int refused = 1;
constexpr int usage = 2;

}  // namespace

int main(int argc, char** argv) {
  CLI::App program("Accolade, a workflow engine for calls and awards", "accolade");
  program.require_subcommand(1);
  std::function<int()> action;
  for (const accolade::Command& command : commands) {
    command.set_up(*program.add_subcommand(command.name, command.summary), action);
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    if (problem.get_exit_code() == 0) return program.exit(problem);
    std::cerr << "accolade: " << problem.what() << "; see accolade --help\n";
    return usage;
  }
  try {
    return action();
  } catch (const std::exception& problem) {
    std::cerr << "accolade: " << problem.what() << "\n";
    return refused;
  }
}
