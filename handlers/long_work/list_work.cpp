// A long list as a file.
#include "handlers/long_work/work.h"
#include "handlers/pages/list_document.h"

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
  FileRow row;
  row.instance = work.about;
  row.name = document->file_name;
  row.type = document->content_type;
  row.by = work.person;
  work.file = at_hand.pages.engine.ports().files.add(row, document->bytes);
  return Done{};
}

}  // namespace accolade
