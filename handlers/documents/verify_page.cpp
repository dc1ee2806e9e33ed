// One page with three answers: type a code, genuine, not ours.
#include "handlers/documents/verify_page.h"

#include <boost/json/object.hpp>

#include "handlers/pages/document_page.h"
#include "handlers/pages/paths.h"

namespace accolade {
namespace {

namespace json = boost::json;

// Nothing of the address, so that two codes that are not ours cannot differ.
json::object verify_frame(const Pages& pages, const Visit& visit) {
  json::object view = frame(pages.assets, visit, "Is a certificate genuine?");
  view["may_sign_in"] = false;
  view["sign_in_path"] = sign_in_path("/");
  view["genuine"] = nullptr;
  view["unknown"] = false;
  view["too_often"] = false;
  return view;
}

http::Response show_verify(const VerifyDesk& desk, const Visit& visit) {
  if (const auto code = visit.request.asked("code"); code && !code->empty()) {
    return http::see_other("/verify/" + percent_encoded(*code));
  }
  return page(desk.pages, "pages/verify", verify_frame(desk.pages, visit));
}

http::Response show_verified(const VerifyDesk& desk, const Visit& visit) {
  constexpr int not_found = 404, too_many = 429;
  json::object view = verify_frame(desk.pages, visit);
  const Instant now = desk.pages.engine.ports().instances.now();
  if (desk.by_network.take(http::network_of(visit.request.remote_address), now)) {
    view["too_often"] = true;
    http::Response response = page(desk.pages, "pages/verify", view, too_many);
    response.set("Retry-After", "60");
    return response;
  }
  const std::optional<Press> press = press_of(desk.pages);
  const std::optional<Statement> statement =
      press ? verified(*press, visit.request.parameter("code")) : std::nullopt;
  if (!statement) {
    view["unknown"] = true;
    return page(desk.pages, "pages/verify", view, not_found);
  }
  view["genuine"] = json::object{
      {"title", statement->title}, {"name", statement->name}, {"text", statement->text}};
  return page(desk.pages, "pages/verify", view);
}

}  // namespace

std::vector<http::Route> verify_routes(VerifyDesk& desk) {
  return {
      {"GET", "/verify",
       desk.gate.guarded([&desk](const Visit& visit) { return show_verify(desk, visit); })},
      {"GET", "/verify/{code}",
       desk.gate.guarded([&desk](const Visit& visit) { return show_verified(desk, visit); })},
  };
}

}  // namespace accolade
