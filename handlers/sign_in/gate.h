// What every page passes through: who is it, is the form ours, and the cookie that says so next
// time.
#pragma once

#include <functional>

#include "handlers/pages/pages.h"
#include "handlers/sign_in/visitors.h"

namespace accolade {

using PageHandler = std::function<http::Response(const Visit&)>;

class Gate {
 public:
  // Borrows all; they outlive the routes.
  Gate(Visitors& visitors, Directory& directory, const Pages& pages, http::Scheme scheme)
      : visitors_(visitors), directory_(directory), pages_(pages), scheme_(scheme) {}

  // Refuses a POST without the session's CSRF token (403). Under an expired session only what was
  // typed is saved, answered 401 "Saved. Sign in to go on." or the sign-in page.
  std::function<http::Response(const http::Request&)> guarded(PageHandler page) const;

  // The cookie of a session that begins now.
  void remember(http::Response& response, const std::string& secret) const;
  void forget(http::Response& response) const;

 private:
  http::Response pass(const PageHandler& page, const http::Request& request) const;
  Visit visit_of(const http::Request& request, const Visitor& visitor) const;
  http::Response saved_only(const PageHandler& page, const Visit& visit) const;

  Visitors& visitors_;
  Directory& directory_;
  const Pages& pages_;
  http::Scheme scheme_;
};

}  // namespace accolade
