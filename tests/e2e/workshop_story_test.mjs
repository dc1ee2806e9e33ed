// Participants and the secretariat play the workshop in a browser, signing in by what the mails say:
// on SQLite, on PostgreSQL, and without JavaScript.
import {playEverywhere} from './support/playing.mjs';
import * as story from './support/workshop_story.mjs';

playEverywhere('the workshop', {
  begin: story.beginStory,
  chapters: [
    ['a visitor reads about it', story.readTheWorkshop],
    ['the first to register gets the only place', story.getThePlace],
    ['the next one waits, and sees where', story.joinTheWaitingList],
    ['what is given up goes to whoever waits, who takes it', story.giveItUp],
    ['and changes both the way and the session', story.changeOrNot],
    ['the secretariat invites a speaker, for whom a place is kept', story.inviteASpeaker],
    ['who sends a colleague instead, and sees it no more', story.sendAColleague],
    ['the secretariat reads who takes part', story.readTheList],
  ],
});
