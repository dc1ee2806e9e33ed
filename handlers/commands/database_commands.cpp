// Commands on a database: migrate, verify, demo, person, token.
#include <iostream>

#include "db/migrate.h"
#include "db/verify.h"
#include "handlers/commands/command.h"
#include "handlers/commands/demo_consortium.h"
#include "handlers/commands/opened.h"
#include "handlers/commands/publishing.h"
#include "handlers/commands/resources.h"
#include "handlers/mail/message.h"
#include "handlers/security/token.h"

namespace accolade {
namespace {

constexpr const char* database_help = "sqlite:FILE or postgresql://...";

int run_migrate(const std::string& database) {
  const std::vector<std::string> ran = migrate(database);
  for (const std::string& name : ran)
    std::cout << name << "\n";
  if (ran.empty()) std::cout << "nothing to do\n";
  return 0;
}

int run_verify(const std::string& database) {
  const std::vector<std::string> broken = verify(database);
  for (const std::string& sentence : broken)
    std::cout << sentence << "\n";
  if (broken.empty()) std::cout << "every chain, tally and state holds\n";
  return broken.empty() ? 0 : 1;
}

struct DemoOptions {
  std::string database, workflows, url = "http://localhost:8080", zone = "Europe/Brussels";
};

int run_demo(const DemoOptions& options) {
  Opened opened(options.database);
  Engine& engine = opened.engine;
  if (!engine.ports().directory.organisations().empty() || has_demo(engine.ports().directory)) {
    throw CommandRefused("the database is not empty; the demo needs an empty one");
  }
  publish_folder(engine.ports().packages, options.workflows.empty()
                                              ? resource_folder("workflows")
                                              : std::filesystem::path(options.workflows));
  fill_demo(engine, resource_folder("deploy") / "demo" / "members.csv", options.zone);
  for (const std::string& line : demo_lines(engine.ports().directory, opened.sessions(),
                                            engine.ports().instances.now(), options.url)) {
    std::cout << line << "\n";
  }
  return 0;
}

struct PersonOptions {
  std::string database, address, name;
  std::vector<std::string> roles, ended;
};

int run_person(const PersonOptions& options) {
  if (!is_mail_address(options.address)) {
    throw CommandRefused(options.address + " is no e-mail address like name@example.org");
  }
  Opened opened(options.database);
  Directory& directory = *opened.database.directory;
  const PersonId person = directory.ensure(options.address, options.name);
  if (!options.name.empty()) directory.rename(person, options.name);
  for (const std::string& role : options.roles)
    directory.give_role(person, role, {}, {});
  for (const std::string& role : options.ended)
    directory.end_role(person, role);
  std::cout << person.text() << "\n";
  return 0;
}

int run_token(const std::string& database, const std::string& address) {
  Opened opened(database);
  const std::optional<Person> person = opened.database.directory->by_address(address);
  if (!person) {
    throw CommandRefused("nobody has the address " + address + "; add one with accolade person");
  }
  const std::string token = new_token();
  opened.sessions().create({{}, person->id, token_hash(token), {}, {}});
  std::cout << token << "\n";
  return 0;
}

}  // namespace

void set_up_migrate(CLI::App& command, std::function<int()>& action) {
  auto database = std::make_shared<std::string>();
  command.add_option("--database", *database, database_help)->required();
  command.callback([database, &action] { action = [database] { return run_migrate(*database); }; });
}

void set_up_verify(CLI::App& command, std::function<int()>& action) {
  auto database = std::make_shared<std::string>();
  command.add_option("--database", *database, database_help)->required();
  command.callback([database, &action] { action = [database] { return run_verify(*database); }; });
}

void set_up_demo(CLI::App& command, std::function<int()>& action) {
  auto options = std::make_shared<DemoOptions>();
  command.add_option("--database", options->database, database_help)->required();
  command.add_option("--workflows", options->workflows, "A folder of packages");
  command.add_option("--url", options->url, "The address in the sign-in links")
      ->capture_default_str();
  command.add_option("--zone", options->zone, "The time zone of the call")->capture_default_str();
  command.callback([options, &action] { action = [options] { return run_demo(*options); }; });
}

void set_up_person(CLI::App& command, std::function<int()>& action) {
  auto options = std::make_shared<PersonOptions>();
  command.add_option("email", options->address, "The person's address")->required();
  command.add_option("name", options->name, "First and last name");
  command.add_option("--database", options->database, database_help)->required();
  command.add_option("--role", options->roles, "A role in the consortium, from now on");
  command.add_option("--end", options->ended, "A role that ends now");
  command.callback([options, &action] { action = [options] { return run_person(*options); }; });
}

void set_up_token(CLI::App& command, std::function<int()>& action) {
  struct Options {
    std::string database, address;
  };
  auto options = std::make_shared<Options>();
  command.add_option("email", options->address, "Whose token it is")->required();
  command.add_option("--database", options->database, database_help)->required();
  command.callback([options, &action] {
    action = [options] { return run_token(options->database, options->address); };
  });
}

}  // namespace accolade
