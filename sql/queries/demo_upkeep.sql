-- utility
vacuum (analyze) app.case, app.case_clock, app.task, app.event, app.board_count, app.board_delta;
