// accolade serve: the options.
#include "handlers/commands/command.h"
#include "handlers/commands/serving.h"

namespace accolade {

void set_up_serve(CLI::App& command, std::function<int()>& action) {
  auto options = std::make_shared<ServeOptions>();
  command.add_option("--database", options->database,
                     "sqlite:FILE or postgresql://...; left out: sqlite:data/accolade.db");
  command.add_option("--listen", options->listen, "HOST:PORT")->capture_default_str();
  command.add_option("--url", options->url, "The public address, https://...");
  command.add_option("--workflows", options->workflows, "A folder of packages");
  command.add_option("--smtp", options->smtp,
                     "smtp://[USER:PASSWORD@]HOST[:PORT], smtps://... or file:FOLDER");
  command.add_option("--from", options->from, "The sender of letters")->capture_default_str();
  command.add_option("--zone", options->zone, "The time zone of dates on pages")
      ->capture_default_str();
  command.add_flag("--behind-proxy", options->behind_proxy,
                   "Trust X-Forwarded-For: only behind a proxy of your own");
  command.callback([options, &action] { action = [options] { return serve(*options); }; });
}

}  // namespace accolade
