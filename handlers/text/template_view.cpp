// Walks the tags against the view, looking names up as Mustache does: innermost first.
#include "handlers/text/template_view.h"

#include <algorithm>
#include <ranges>

#include <fmt/format.h>

namespace accolade {
namespace {

namespace json = boost::json;

class ViewWalk {
 public:
  ViewWalk(const TemplateTags& tags, std::vector<std::string>& faults)
      : tags_(tags), faults_(faults) {}

  void file(std::string_view name) {
    const auto found = tags_.find(name);
    if (found != tags_.end()) each(found->second, found->first);
  }
  void with(const json::value& value, const auto& walk_on) {
    frames_.push_back(&value);
    walk_on();
    frames_.pop_back();
  }

 private:
  void each(const std::vector<TemplateTag>& tags, std::string_view in_file) {
    for (const TemplateTag& tag : tags)
      one(tag, in_file);
  }

  void one(const TemplateTag& tag, std::string_view in_file) {
    switch (tag.kind) {
      case TemplateTag::Kind::Variable:
      case TemplateTag::Kind::Unescaped:
        return variable(tag, in_file);
      case TemplateTag::Kind::Section:
        return section(tag, in_file);
      case TemplateTag::Kind::Inverted: {
        const json::value* value = find(tag.name);
        if (!value || !is_true_in_a_template(*value)) each(tag.inside, in_file);
        return;
      }
      case TemplateTag::Kind::Partial:
        return file("partials/" + tag.name);
      case TemplateTag::Kind::Comment:
        return;
    }
  }

  void variable(const TemplateTag& tag, std::string_view in_file) {
    const json::value* value = find(tag.name);
    const bool is_printed = value && (value->is_string() || value->is_number());
    if (is_printed || (value && !is_true_in_a_template(*value) && !value->is_array())) return;
    faults_.push_back(fmt::format("{}.mustache:{}: the view has {} {{{{{}}}}}", in_file, tag.line,
                                  value ? "no text in" : "no", tag.name));
  }

  void section(const TemplateTag& tag, std::string_view in_file) {
    const json::value* value = find(tag.name);
    if (!value || !is_true_in_a_template(*value)) return;
    const auto inside = [&] { each(tag.inside, in_file); };
    if (!value->is_array()) return with(*value, inside);
    for (const json::value& item : value->get_array())
      with(item, inside);
  }

  const json::value* find(std::string_view name) const {
    if (name == ".") return frames_.back();
    for (const json::value* frame : frames_ | std::views::reverse)
      if (const json::value* value = inside(*frame, name)) return value;
    return nullptr;
  }

  static const json::value* inside(const json::value& frame, std::string_view name) {
    const json::value* at = &frame;
    while (at && !name.empty()) {
      const std::size_t dot = std::min(name.find('.'), name.size());
      at = at->is_object() ? at->get_object().if_contains(name.substr(0, dot)) : nullptr;
      name.remove_prefix(std::min(dot + 1, name.size()));
    }
    return at;
  }

  const TemplateTags& tags_;
  std::vector<std::string>& faults_;
  std::vector<const json::value*> frames_;
};

}  // namespace

bool is_true_in_a_template(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      return false;
    case json::kind::bool_:
      return value.get_bool();
    case json::kind::string:
      return !value.get_string().empty();
    case json::kind::array:
      return !value.get_array().empty();
    case json::kind::int64:
    case json::kind::uint64:
    case json::kind::double_:
    case json::kind::object:
      return true;
  }
  return false;
}

std::vector<std::string> missing_variables(const TemplateTags& tags, std::string_view name,
                                           const json::value& view) {
  std::vector<std::string> faults;
  ViewWalk walk(tags, faults);
  walk.with(view, [&] { walk.file(name); });
  return faults;
}

}  // namespace accolade
