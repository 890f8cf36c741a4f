/*
 * words: what a person is told, in the language of the person's locale: English, or Chinese where that is zh in UTF-8. The English words are the key, so
 * a text without a translation is simply English. Logs, JSON and exceptions are for programs and searches, and English.
 */
#ifndef CREW_BASE_WORDS_H
#define CREW_BASE_WORDS_H

#if defined(__GNUC__)
#define CREW_FORMAT_OF(number) __attribute__((format_arg(number)))
#else
#define CREW_FORMAT_OF(number)
#endif

/* The same in the reader's language. A translated format takes the same arguments in the same order. The text lives as long as the program. */
const char *crew_words(const char *english) CREW_FORMAT_OF(1);

#endif
