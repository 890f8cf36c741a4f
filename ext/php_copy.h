/*
 * php_copy: stream_copy_to_stream() into a connection takes everything, as fwrite() does.
 */
#ifndef PHP_CREW_COPY_H
#define PHP_CREW_COPY_H

void php_crew_copy_minit(void);
void php_crew_copy_mshutdown(void);

#endif
