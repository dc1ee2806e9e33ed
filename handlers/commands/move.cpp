// accolade move PACKAGE --to HASH: live calls go on in another version of their package.
#include <iostream>

#include <fmt/format.h>

#include "engine/use_case/mover.h"
#include "handlers/commands/command.h"
#include "handlers/commands/definitions.h"
#include "handlers/commands/opened.h"

namespace accolade {
namespace {

struct MoveOptions {
  std::string package, to, from, map, database;
  bool is_dry_run = false, explains = false;
};

MovePlan plan_for(Ports& ports, const MoveOptions& options) {
  const std::string map = options.map.empty() ? "" : read_file(options.map);
  Outcome<MovePlan> plan =
      plan_move(ports, {options.package, options.to, options.from, options.map, map});
  if (!plan) throw CommandRefused(plan.refusal().sentence);
  return *std::move(plan);
}

void refuse_impossible(const MovePlan& plan) {
  std::string problems;
  for (const Diagnostic& diagnostic : plan.map_problems)
    problems += to_text(diagnostic);
  if (!problems.empty())
    throw CommandRefused("the map does not fit; mend this first:\n" + problems);
  for (const Gap& gap : plan.proof.gaps)
    problems += to_text(gap);
  if (!problems.empty())
    throw CommandRefused("the map is not total; nothing was moved:\n" + problems);
  if (plan.is_possible()) return;
  for (const MovePlan::Unproved& one : plan.unproved)
    problems += fmt::format("  {} at {}\n", one.reference, one.stands);
  throw CommandRefused(fmt::format(
      "not decided within {} situations; nothing was moved, because these are in others:\n{}",
      plan.proof.situations, problems));
}

void print_proof(const Proof& proof) {
  std::cout << fmt::format("{} situations of the old version, each with its place in the new one\n",
                           proof.situations);
  if (proof.is_complete) return;
  std::cout << "there may be more; every live instance is in one of these\n";
}

void print_row(const PreviewRow& row) {
  std::cout << fmt::format("  {}: {} -> {}\n", row.reference, row.before, row.after);
  for (const Owed& owed : row.owes) {
    const std::string when = owed.at ? ", " + to_text(*owed.at) : "";
    std::cout << "    " << owed.what << when << "\n";
  }
}

int show(Ports& ports, const MovePlan& plan) {
  std::size_t live = 0, ended = 0, refused = 0;
  for (const InstanceId root : plan.trees) {
    const Preview shown = preview(ports, plan, root);
    if (shown.refusal) {
      ++refused;
      std::cout << "tree " << root.text() << " would stay: " << shown.refusal->sentence << "\n";
      continue;
    }
    std::cout << "tree " << root.text() << "\n";
    for (const PreviewRow& row : shown.rows)
      print_row(row);
    live += shown.rows.size();
    ended += shown.ended;
  }
  std::cout << fmt::format("{} trees, {} live instances, {} ended ones; nothing was written\n",
                           plan.trees.size(), live, ended);
  return refused == 0 ? 0 : 1;
}

int move_all(Engine& engine, const MovePlan& plan) {
  std::size_t moved = 0, refused = 0;
  for (const InstanceId root : plan.trees) {
    const Outcome<Done> done = move_tree(engine, plan, root, PersonId{});
    done ? ++moved : ++refused;
    if (done) {
      std::cout << "moved tree " << root.text() << "\n" << std::flush;
    } else {
      std::cerr << "accolade: tree " << root.text() << " stays: " << done.refusal().sentence
                << "\n";
    }
  }
  std::cout << fmt::format("{} trees moved to version {}, {} stay\n", moved,
                           short_version(plan.to->hash), refused);
  return refused == 0 ? 0 : 1;
}

int run_move(const MoveOptions& options) {
  Opened opened(options.database);
  Ports& ports = opened.engine.ports();
  const MovePlan plan = plan_for(ports, options);
  if (options.explains) {
    for (const std::string& sentence : plan.difference)
      std::cout << sentence << "\n";
    if (plan.difference.empty()) std::cout << "nothing is different for people\n";
    return 0;
  }
  refuse_impossible(plan);
  print_proof(plan.proof);
  return options.is_dry_run ? show(ports, plan) : move_all(opened.engine, plan);
}

}  // namespace

void set_up_move(CLI::App& command, std::function<int()>& action) {
  auto options = std::make_shared<MoveOptions>();
  command.add_option("package", options->package, "The name of the package")->required();
  command
      .add_option("--to", options->to, "The version to move to: its hash, or the beginning of it")
      ->required();
  command.add_option("--from", options->from, "The version to move from, if several are live");
  command.add_option("--map", options->map,
                     "A file that says where old names go (workflows/README.md)");
  command.add_flag("--dry-run", options->is_dry_run, "Show what would become of each instance");
  command.add_flag("--explain", options->explains, "Say what is different between the versions");
  command.add_option("--database", options->database, "sqlite:FILE or postgresql://...")
      ->required();
  command.callback([options, &action] { action = [options] { return run_move(*options); }; });
}

}  // namespace accolade
