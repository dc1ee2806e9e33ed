// A long list as a file.
#include "handlers/pages/list_document.h"
#include "handlers/work/work.h"

namespace accolade {

Outcome<Done> do_list(WorkAtHand& at_hand) {
  LongWork& work = at_hand.work;
  const std::string file(at_hand.asked.at("file").as_string());
  const Outcome<Shown> shown = at_hand.pages.engine.show(work.about, work.person);
  if (!shown) return shown.refusal();
  work.step = "Reading the rows";
  const Outcome<Attachment> document =
      list_document(at_hand.pages, *shown, file, work.person, [&](std::size_t rows) {
        work.done = static_cast<std::int64_t>(rows);
        work.total = std::max(work.total, work.done);
        at_hand.report();
      });
  if (!document) return document.refusal();
  work.total = work.done;
  work.step = "The file is ready";
  at_hand.report();
  work.file = keep_file(at_hand, document->file_name, document->content_type, document->bytes);
  return Done{};
}

}  // namespace accolade
