-- utility
commit;
