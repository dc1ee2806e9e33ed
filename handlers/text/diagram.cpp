// Runs dot, and takes from its SVG what does not belong into a page.
#include "handlers/text/diagram.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/value/ascii.h"
#include "handlers/text/child_process.h"

namespace accolade {
namespace {

Refusal failed(std::string sentence) {
  return {Why::Failed, std::move(sentence)};
}

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

// Graphviz escapes < and " wherever text comes from a graph, so these can only be markup. The URL
// of a node is the one thing of a graph that would act in a page.
bool could_run(std::string_view svg) {
  const std::string text = small(svg);
  for (const char* element : {"<script", "<foreignobject", "<iframe", "<image"})
    if (text.find(element) != std::string::npos) return true;
  constexpr std::string_view link = "href=\"";
  for (std::size_t at = text.find(link); at != std::string::npos; at = text.find(link, at + 1)) {
    const std::string_view target = std::string_view(text).substr(at + link.size());
    const bool is_harmless = target.starts_with('#') || target.starts_with('/') ||
                             target.starts_with("https://") || target.starts_with("http://");
    if (!is_harmless) return true;
  }
  return false;
}

std::string without_comments(std::string_view svg) {
  std::string text;
  for (std::size_t begin = svg.find("<!--"); begin != std::string_view::npos;
       begin = svg.find("<!--")) {
    text += svg.substr(0, begin);
    svg.remove_prefix(std::min(svg.find("-->", begin), svg.size() - 3) + 3);
    if (svg.starts_with('\n')) svg.remove_prefix(1);
  }
  return text.append(svg);
}

// From `<svg width="8pt" height="9pt"\n viewBox=...` to `<svg viewBox=...`.
std::string without_size(std::string_view svg) {
  const std::size_t view_box = svg.find("viewBox=");
  if (view_box == std::string_view::npos || view_box > svg.find('>')) return std::string(svg);
  return "<svg " + std::string(svg.substr(view_box));
}

}  // namespace

Outcome<std::string> svg_from_dot(std::string_view dot, std::chrono::milliseconds limit) {
  const Outcome<ProgramRun> run = run_program({"dot", "-Tsvg"}, dot, limit);
  if (!run)
    return failed(run.refusal().sentence + " Diagrams are drawn by Graphviz: package graphviz.");
  if (run->exit_code != 0)
    return failed("dot does not understand the diagram: " + first_line(run->errors));

  const std::size_t begin = run->output.find("<svg");
  if (begin == std::string::npos) return failed("dot drew nothing.");
  const std::string svg = without_comments(std::string_view(run->output).substr(begin));
  if (could_run(svg)) return failed("The diagram holds something that could run in a browser.");
  return without_size(svg);
}

}  // namespace accolade
