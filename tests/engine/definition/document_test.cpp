// The documents of a workflow, and the letters that attach them.
#include <gtest/gtest.h>

#include "engine/definition/letter_parts.h"
#include "tests/engine/definition/loading.h"

namespace accolade {
namespace {

using DocumentFiles = std::map<std::string, std::string>;

// A meeting and those who come to it; the documents stand in `documents`, the letter is `letter`.
DocumentFiles meeting(const std::string& documents, const std::string& letter = "Subject: x\n") {
  return {{"meeting.yaml",
           "workflow: meeting\npeople: {host: above}\n"
           "fields: {title: {type: text}, at: {type: instant}}\n"
           "states:\n  open:\n    open_ended: true\n    form: {host: [title, at]}\n    on:\n"
           "      fix: {by: host, ask: form}\n      come: {by: host, start: guest}\n"
           "      end: {by: host, to: over}\n  over: {final: over}\n"},
          {"guest.yaml",
           "workflow: guest\npeople: {guest: creator, host: above}\n"
           "fields: {name: {type: text}, age: {type: int}}\n" +
               documents +
               "states:\n  coming:\n    open_ended: true\n    form: {guest: [name, age]}\n    on:\n"
               "      sign: {by: guest, ask: form, mail: {receipt: guest}}\n"
               "      attend: {by: host, to: came}\n  came: {final: came}\n"},
          {"letters/receipt.md", letter}};
}

Loaded<Package> load_meeting(const DocumentFiles& files) {
  return load_package("meeting", files);
}

std::string said_of_meeting(const DocumentFiles& files) {
  return texts(load_meeting(files).diagnostics);
}

const std::string all_documents =
    "appointment: {in: coming, title: parent.title, begins: parent.at, ends: parent.at, where: "
    "name}\n"
    "ticket: {in: coming, event: attend}\n"
    "certificate: {in: came, title: Thanks, name: name, text: \"{name} was at {parent.title}.\"}\n";

TEST(Documents, AreReadWithWhoseTheyAre) {
  const Loaded<Package> loaded =
      load_meeting(meeting(all_documents, "Subject: x\nAttach: appointment, ticket\n\nHello\n"));

  ASSERT_TRUE(loaded.value) << texts(loaded.diagnostics);
  EXPECT_EQ(texts(loaded.diagnostics), "");
  const Workflow& guest = *loaded.value->workflow("guest");
  EXPECT_EQ(guest.appointment->rule.in, std::vector<std::string>{"coming"});
  EXPECT_EQ(guest.appointment->rule.roles, std::vector<std::string>{"guest"});
  EXPECT_EQ(guest.appointment->title, "parent.title");
  EXPECT_EQ(guest.appointment->begins, "parent.at");
  EXPECT_EQ(guest.appointment->where, "name");
  EXPECT_EQ(guest.ticket->event, "attend");
  EXPECT_EQ(guest.certificate->title, "Thanks");
  EXPECT_EQ(guest.certificate->name, "name");
  EXPECT_EQ(guest.certificate->text, "{name} was at {parent.title}.");
  EXPECT_FALSE(loaded.value->workflow("meeting")->ticket);
}

TEST(Documents, NameWhatIsThere) {
  EXPECT_EQ(said_of_meeting(meeting("appointment: {in: comming, title: parent.titel, begins: name, "
                                    "ends: parent.parent.at, where: age}\n")),
            "guest.yaml:4:19: error: `comming` is no state of guest; did you mean `coming`?\n"
            "   4 | appointment: {in: comming, title: parent.titel, begins: name, ends: "
            "parent.parent.at, where: age}\n"
            "     |                   ^\n"
            "guest.yaml:4:35: error: `parent.titel` is no field of type text here or of the "
            "parent\n"
            "   4 | appointment: {in: comming, title: parent.titel, begins: name, ends: "
            "parent.parent.at, where: age}\n"
            "     |                                   ^\n"
            "guest.yaml:4:57: error: `name` is no field of type instant here or of the parent\n"
            "   4 | appointment: {in: comming, title: parent.titel, begins: name, ends: "
            "parent.parent.at, where: age}\n"
            "     |                                                         ^\n"
            "guest.yaml:4:69: error: `parent.parent.at` is no field of type instant here or of the "
            "parent\n"
            "   4 | appointment: {in: comming, title: parent.titel, begins: name, ends: "
            "parent.parent.at, where: age}\n"
            "     |                                                                     ^\n"
            "guest.yaml:4:94: error: `age` is no field of type text here or of the parent\n"
            "   4 | appointment: {in: comming, title: parent.titel, begins: name, ends: "
            "parent.parent.at, where: age}\n"
            "     |                                                                                "
            "              ^\n");
}

TEST(Documents, AreForRolesHeldOnTheInstanceItself) {
  EXPECT_EQ(said_of_meeting(meeting("ticket: {in: coming, event: attend, for: host}\n")),
            "guest.yaml:4:42: error: `host` is not held on the instance itself\n"
            "   4 | ticket: {in: coming, event: attend, for: host}\n"
            "     |                                          ^\n");
}

TEST(Documents, TicketNeedsAnEventThatAPersonRaises) {
  EXPECT_EQ(said_of_meeting(meeting("ticket: {in: coming, event: attended}\n")),
            "guest.yaml:4:29: error: `attended` is no event that a person raises; did you mean "
            "`attend`?\n"
            "   4 | ticket: {in: coming, event: attended}\n"
            "     |                             ^\n");
}

TEST(Documents, CertificateSaysWhatIsOnTheInstanceAndItsParent) {
  const std::string said = said_of_meeting(
      meeting("certificate: {in: came, title: Thanks, text: \"{nam} {parent.parent.x}\"}\n"));
  EXPECT_NE(said.find("`nam` is not known here; did you mean `name`?"), said.npos) << said;
  EXPECT_NE(said.find("`parent.parent.x` is not known here"), said.npos) << said;
}

TEST(Documents, WhatIsMissingIsNamed) {
  const std::string said =
      said_of_meeting(meeting("appointment: {}\nticket: {in: coming}\ncertificate: {in: came}\n"));
  for (const char* const expected :
       {"a document needs `in:`", "here `title:` is missing", "here `begins:` is missing",
        "here `ends:` is missing", "here `event:` is missing", "here `text:` is missing"})
    EXPECT_NE(said.find(expected), said.npos) << expected << "\n" << said;
}

TEST(Documents, LetterAttachesWhatItsWorkflowMakes) {
  EXPECT_EQ(said_of_meeting(meeting("ticket: {in: coming, event: attend}\n",
                                    "Subject: x\nAttach: tiket, certificate\n")),
            "letters/receipt.md:2:9: error: `tiket` cannot be attached; did you mean `ticket`?\n"
            "   2 | Attach: tiket, certificate\n"
            "     |         ^\n"
            "letters/receipt.md:2:16: error: guest has no `certificate:`\n"
            "   2 | Attach: tiket, certificate\n"
            "     |                ^\n");
}

TEST(Documents, LetterGoesToThoseWhoHaveWhatItAttaches) {
  DocumentFiles files = meeting(all_documents, "Subject: x\nAttach: ticket\n");
  std::string& yaml = files["guest.yaml"];
  yaml.replace(yaml.find("receipt: guest"), 14, "receipt: [guest, host]");
  const std::string said = said_of_meeting(files);
  EXPECT_NE(said.find("`receipt` attaches the ticket, which host does not have"), said.npos)
      << said;
}

TEST(Documents, ADoorIsForAChildWithATicketAndTheEventsThatPeopleRaise) {
  const auto with_door = [](const std::string& door, const std::string& documents) {
    DocumentFiles files = meeting(documents);
    std::string& yaml = files["meeting.yaml"];
    yaml.insert(yaml.find("states:"), "door: " + door + "\n");
    return files;
  };
  const Loaded<Package> loaded = load_meeting(
      with_door("{of: guest, undo: sign, for: host, in: open, shows: [name]}", all_documents));
  ASSERT_TRUE(loaded.value) << texts(loaded.diagnostics);
  const DoorRule& door = *loaded.value->workflow("meeting")->door;
  EXPECT_EQ(door.of, "guest");
  EXPECT_EQ(door.undo, "sign");
  EXPECT_EQ(door.roles, std::vector<std::string>{"host"});
  EXPECT_EQ(door.in, std::vector<std::string>{"open"});
  EXPECT_EQ(door.shows, std::vector<std::string>{"name"});

  EXPECT_EQ(said_of_meeting(with_door("{of: guest, undo: sing, for: host, walk_in: comes}", "")),
            "meeting.yaml:4:7: error: a door needs a `ticket:` of guest\n"
            "   4 | door: {of: guest, undo: sing, for: host, walk_in: comes}\n"
            "     |       ^\n"
            "meeting.yaml:4:7: error: `sing` is no event that a person raises in guest; did you "
            "mean `sign`?\n"
            "   4 | door: {of: guest, undo: sing, for: host, walk_in: comes}\n"
            "     |       ^\n"
            "meeting.yaml:4:7: error: `comes` is no event that a person raises in meeting; did you "
            "mean `come`?\n"
            "   4 | door: {of: guest, undo: sing, for: host, walk_in: comes}\n"
            "     |       ^\n");
  const std::string said =
      said_of_meeting(with_door("{of: meeting, in: opened, shows: [nam]}", all_documents));
  for (const char* const expected :
       {"`opened` is no state of meeting", "`meeting` is not started below meeting",
        "a door needs `undo:`", "a door needs `for:`"})
    EXPECT_NE(said.find(expected), said.npos) << expected << "\n" << said;
}

TEST(LetterParts, AreHeaderLinesAndTheRest) {
  const LetterParts parts =
      letter_parts("Subject:  Hello {{name}} \nAttach: ticket,certificate\n\nHi\n");
  EXPECT_EQ(parts.subject, "Hello {{name}}");
  EXPECT_EQ(parts.attachments, (std::vector<std::string_view>{"ticket", "certificate"}));
  EXPECT_EQ(parts.body, "\nHi\n");

  const LetterParts bare = letter_parts("Subject: x\nHi\nAttach: ticket\n");
  EXPECT_EQ(bare.attachments, std::vector<std::string_view>());
  EXPECT_EQ(bare.body, "Hi\nAttach: ticket\n");
  EXPECT_EQ(letter_parts("Hello").subject, std::nullopt);
}

}  // namespace
}  // namespace accolade
