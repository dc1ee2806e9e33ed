// A small call, written by hand, as one of its viewers sees it; and the real templates.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/use_case/engine.h"
#include "handlers/http/form.h"
#include "handlers/pages/assets.h"
#include "handlers/pages/words.h"
#include "handlers/text/template_store.h"

namespace accolade::test {

// 2026-03-02 12:00 in Brussels.
Instant noon();

// "award" with its children "nomination": two pages, a draft that is sent in, a decision.
std::shared_ptr<const Package> award_package();
// A nomination as its applicant sees it while it is a draft: title answered, the rest not.
Shown drafted();
// The same as the secretariat sees it after it was sent in, with two things to do.
Shown sent_in();

// A field of that type called `field`, with choices, a pool or a rubric where it needs one.
Field field_of(FieldType type);
// What there is to choose from, and what scores and answers belong to.
Wording wording();

// The real templates and assets; a missing variable throws.
const TemplateStore& templates();
const Assets& assets();
// A page with the frame of somebody who is signed in.
std::string rendered(std::string_view name, const boost::json::object& view);

// What a browser would post of the inputs in `html`: ticked boxes, chosen options, texts.
http::Form posted(std::string_view html);

}  // namespace accolade::test
