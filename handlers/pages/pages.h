// What every page is made with, and the frame around all of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "engine/use_case/engine.h"
#include "handlers/http/failure.h"
#include "handlers/mail/message.h"
#include "handlers/pages/assets.h"
#include "handlers/pages/diagrams.h"
#include "handlers/pages/visit.h"
#include "handlers/pages/words.h"
#include "handlers/security/seal.h"
#include "handlers/text/template_store.h"

namespace accolade {

// Shared by all worker threads; everything in it is safe from any thread.
struct Pages {
  Engine& engine;
  const TemplateStore& templates;
  const Assets& assets;
  Diagrams& diagrams;
  std::string zone = "Europe/Brussels";  // in which dates are said and typed
  std::string public_url = "";           // "https://...", without a slash at the end
  const Seal* seal = nullptr;            // for codes; borrowed. Null: no page knows any
  Mailbox from = {};                     // who invites to appointments
};

// The variables of partials/top and partials/bottom, to which each page adds its own. `title` is
// the page's, before the name of the site.
boost::json::object frame(const Assets& assets, const Visit& visit, std::string_view title);
http::Response page(const Pages& pages, std::string_view name, const boost::json::object& view,
                    int status = 200);

// A sentence on a page of its own, with the status of the refusal. A visitor is sent to sign in
// where that may help. Hidden and absent answer the same bytes.
http::Response refused(const Pages& pages, const Visit& visit, const Refusal& refusal);
// The page of a request that cannot be served at all; asks nobody anything.
http::Response failure_page(const TemplateStore& templates, const Assets& assets,
                            const http::Request& request, const http::Failure& failure);
http::Response go_and_sign_in(const Visit& visit);

// The instance of the path; none for what is no number, which is as good as absent.
std::optional<InstanceId> instance_in(const http::Request& request);
Refusal no_such_page();

// Names of everybody whom the viewer may see named on the page of `shown`.
Wording wording_for(const Pages& pages, const Shown& shown);
void add_wording(const Pages& pages, const Shown& shown, Wording& wording);
// The nearest instance above that the viewer sees; none for a root.
std::optional<Shown> shown_above(const Pages& pages, const Shown& shown, PersonId viewer);
void add_names(const Pages& pages, const std::vector<ListRow>& rows, Wording& wording);
void add_persons(const Pages& pages, const std::vector<PersonId>& ids, Wording& wording);
// Whom and what a field lets one choose from: out of the directory, or places.
std::vector<Choice> choices_for(const Pages& pages, const Shown& shown, const Field& field);

// "Fields to look at again" with a link to each; null when there is none.
struct Fault {
  std::string href, sentence;
};
boost::json::value error_summary(std::string_view sentence, const std::vector<Fault>& faults);

}  // namespace accolade
