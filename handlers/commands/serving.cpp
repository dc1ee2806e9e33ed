// Reads every setting, builds every part, and only then listens.
#include "handlers/commands/serving.h"

#include <atomic>
#include <csignal>
#include <filesystem>
#include <iostream>

#include <fmt/format.h>

#include "db/open.h"
#include "engine/definition/graph.h"
#include "handlers/api/api.h"
#include "handlers/background/outbox.h"
#include "handlers/background/repeating.h"
#include "handlers/background/scheduler.h"
#include "handlers/commands/command.h"
#include "handlers/commands/definitions.h"
#include "handlers/commands/demo_consortium.h"
#include "handlers/commands/opened.h"
#include "handlers/commands/publishing.h"
#include "handlers/commands/resources.h"
#include "handlers/documents/verify_page.h"
#include "handlers/http/log.h"
#include "handlers/http/security.h"
#include "handlers/http/server.h"
#include "handlers/long_work/doing.h"
#include "handlers/pages/routes.h"
#include "handlers/sign_in/sign_in.h"
#include "handlers/text/diagram.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace fs = std::filesystem;

constexpr const char* javascript_libraries = "/usr/share/javascript";
constexpr auto scheduler_pause = std::chrono::milliseconds(250);
constexpr auto outbox_pause = std::chrono::milliseconds(250);
constexpr auto long_work_pause = std::chrono::milliseconds(250);
constexpr auto figures_pause = std::chrono::seconds(1);

struct Listen {
  std::string host;
  std::uint16_t port = 0;
};

Listen listen_from(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  int port = -1;
  if (colon != std::string::npos && colon + 1 < text.size() &&
      text.find_first_not_of("0123456789", colon + 1) == std::string::npos &&
      text.size() - colon <= 6) {
    port = std::stoi(text.substr(colon + 1));
  }
  if (port < 0 || port > 65535 || colon == 0) {
    throw CommandRefused("--listen needs HOST:PORT, for example localhost:8080");
  }
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  return {host, static_cast<std::uint16_t>(port)};
}

// All that pages and API are made of, in the order in which it is built.
struct Program {
  explicit Program(const ServeOptions& options);

  const ServeOptions options;
  const Listen listen;
  const bool is_demo;
  const Mailbox from;
  const std::unique_ptr<MailTransport> transport;
  const TemplateStore templates;
  const Assets assets;
  Opened opened;
  Diagrams diagrams;
  Pages pages;
  Visitors visitors;
  http::Scheme scheme;
  Gate gate;
  SignInPost sign_in_post;
  http::RateLimit by_network{{30, std::chrono::seconds(10)}};
  http::RateLimit by_address{{5, std::chrono::minutes(3)}};
  http::RateLimit verifying{{30, std::chrono::seconds(10)}};
  SignInDesk sign_in_desk;
  VerifyDesk verify_desk;
  Api api;

  std::vector<http::Route> routes();
};

Mailbox from_option(const std::string& text) {
  const Outcome<Mailbox> mailbox = mailbox_from(text);
  if (!mailbox) throw CommandRefused("--from: " + mailbox.refusal().sentence);
  return *mailbox;
}

std::unique_ptr<MailTransport> transport_option(const std::string& url) {
  Outcome<std::unique_ptr<MailTransport>> transport =
      mail_transport(url.empty() ? "file:data/mail" : url);
  if (!transport) throw CommandRefused("--smtp: " + transport.refusal().sentence);
  return *std::move(transport);
}

const ServeOptions& checked(const ServeOptions& options) {
  if (!is_zone(options.zone)) {
    throw CommandRefused("--zone: " + options.zone + " is no time zone, such as Europe/Brussels");
  }
  const bool is_url = options.url.empty() || options.url.starts_with("http://") ||
                      options.url.starts_with("https://");
  if (!is_url || options.url.ends_with("/")) {
    throw CommandRefused("--url needs http:// or https://, a host, and no slash at the end");
  }
  return options;
}

fs::path workflows_folder(const ServeOptions& options) {
  return options.workflows.empty() ? resource_folder("workflows") : fs::path(options.workflows);
}

Outcome<std::string> draw(const Workflow& workflow) {
  return svg_from_dot(graph_dot(workflow, {}, {}));
}

Program::Program(const ServeOptions& given)
    : options(checked(given)),
      listen(listen_from(options.listen)),
      is_demo(options.database.empty() && options.smtp.empty()),
      from(from_option(options.from)),
      transport(transport_option(options.smtp)),
      templates(read_templates(resource_folder("templates")), Missing::IsLogged),
      assets(load_assets(resource_folder("templates") / "assets", javascript_libraries)),
      opened(options.database.empty() ? default_database() : options.database),
      diagrams(draw),
      pages{opened.engine, templates,   assets,       diagrams,
            options.zone,  options.url, &opened.seal, from},
      visitors(opened.sessions(), opened.engine.ports().instances, opened.engine.ports().files),
      scheme(options.url.starts_with("https://") ? http::Scheme::Https : http::Scheme::Http),
      gate(visitors, opened.engine.ports().directory, pages, scheme),
      sign_in_post(*transport),
      sign_in_desk{
          gate,       opened.sessions(), opened.engine.ports().directory, sign_in_post, pages, from,
          by_network, by_address},
      verify_desk{gate, pages, verifying},
      api{opened.engine, opened.sessions(),
          read_file(resource_folder("templates") / "api" / "openapi.json")} {
  publish_folder(opened.engine.ports().packages, workflows_folder(options));
}

http::Response ready(Engine& engine) {
  engine.ports().instances.due(1);  // throws when the database does not answer
  return http::text("ready\n");
}

std::vector<http::Route> Program::routes() {
  std::vector<http::Route> all = sign_in_routes(sign_in_desk);
  for (PageRoute& route : page_routes()) {
    all.push_back({route.method, route.pattern,
                   gate.guarded([this, handler = route.handler](const Visit& visit) {
                     return handler(pages, visit);
                   })});
  }
  for (http::Route& route : verify_routes(verify_desk))
    all.push_back(std::move(route));
  for (http::Route& route : api_routes(api))
    all.push_back(std::move(route));
  all.push_back({"GET", "/healthz", [](const http::Request&) { return http::text("alive\n"); }});
  all.push_back({"GET", "/readyz", [this](const http::Request&) { return ready(opened.engine); }});
  return all;
}

void print_demo(Program& program) {
  Engine& engine = program.opened.engine;
  Directory& directory = engine.ports().directory;
  if (!has_demo(directory)) {
    fill_demo(engine, resource_folder("deploy") / "demo" / "members.csv", program.options.zone);
  }
  for (const std::string& line :
       demo_lines(directory, program.opened.sessions(), engine.ports().instances.now(),
                  program.pages.public_url)) {
    std::cout << line << "\n";
  }
}

}  // namespace

int serve(const ServeOptions& options) {
  Program program(options);
  http::FailurePage failure = [&program](const http::Request& request, const http::Failure& what) {
    if (request.path.starts_with("/api/")) return http::plain_failure(request, what);
    return failure_page(program.templates, program.assets, request, what);
  };

  http::ServerSettings settings;
  settings.address = program.listen.host;
  settings.port = program.listen.port;
  settings.stop_signals = {SIGINT, SIGTERM};
  settings.public_scheme = program.scheme;
  settings.failure_page = failure;
  // What is in time is a matter of the database's clock, which all nodes share.
  settings.clock = [&program] { return program.opened.engine.ports().instances.now(); };
  if (options.behind_proxy) settings.forwarded_for = http::ForwardedFor::Trusted;
  const http::Router router(program.routes(), failure);
  http::Server server(settings, [&](http::Request& request) { return router(request); });

  const std::string local = fmt::format("http://{}:{}", program.listen.host, server.port());
  if (options.url.empty()) program.pages.public_url = local;
  if (program.is_demo) print_demo(program);

  const Outbox outbox{
      program.opened.engine, program.opened.sessions(), *program.transport, program.templates,
      program.from,          program.pages.public_url,  options.zone,       program.opened.seal};
  const Repeating scheduler("the scheduler", scheduler_pause,
                            [&] { return deliver_due(program.opened.engine, late_arrival_max); });
  const Repeating letters("the outbox", outbox_pause, [&] { return send_letters(outbox); });

  std::atomic<bool> is_ending = false;
  const Repeating long_work("the long work", long_work_pause, [&] {
    return do_long_work({program.pages, [&] { return is_ending.load(); }});
  });
  // Wherever it is done: this node's pages hear of it.
  std::string works_seen;
  const Repeating watching("the watch over long work", figures_pause, [&] {
    std::string mark = program.opened.engine.ports().works.mark();
    if (mark != works_seen) server.tell_streams();
    works_seen = std::move(mark);
    forget_long_work(program.opened.engine.ports());
    return false;
  });

  const Repeating figures("the figures", figures_pause, [&] {
    const int changes = program.opened.engine.ports().figures.fold();
    if (changes > 0) server.tell_streams();
    return changes > 0;
  });

  std::cout << "listening on " << local << std::endl;
  server.run();
  is_ending = true;
  http::log_note("stopped: everything that was under way is done");
  return 0;
}

}  // namespace accolade
