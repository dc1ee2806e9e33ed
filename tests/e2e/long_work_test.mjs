// Long work on SQLite, on PostgreSQL and without JavaScript.
import {playEverywhere} from './support/playing.mjs';
import * as story from './support/long_work_story.mjs';

playEverywhere('long work', {
  begin: story.beginStory,
  chapters: [
    ['a table of 2,000 rows is looked at, then stored in the background', story.importTwoThousand],
    ['it is found again on the first page and under one’s data', story.findItAgain],
    ['and by nobody else', story.nobodyElse],
    ['one event on 2,030 instances shows how far it is', story.retireAll],
  ],
});
