// Everything that serves, put together once: the composition root.
#pragma once

#include <string>

namespace accolade {

struct ServeOptions {
  std::string database;  // empty: sqlite:data/accolade.db
  std::string listen = "localhost:8080";
  std::string url;        // public; empty: http:// and what is listened on
  std::string workflows;  // empty: the folder that came with the program
  std::string smtp;       // empty: file:data/mail
  std::string from = "Accolade <accolade@example.org>";
  std::string zone = "Europe/Brussels";
  bool behind_proxy = false;
};

// Serves until SIGINT or SIGTERM; prints "listening on URL" when it is ready. Throws CommandRefused
// for a setting that cannot work, before anything is listened on.
int serve(const ServeOptions& options);

}  // namespace accolade
