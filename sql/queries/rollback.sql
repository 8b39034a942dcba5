-- utility
rollback;
