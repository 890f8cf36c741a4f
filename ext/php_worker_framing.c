/*
 * php_worker_framing: see php_worker.h.
 *
 *     ['frame' => ['delimiter' => "\r\n"]]
 *     ['frame' => ['length' => ['size' => 2, 'offset' => 1, 'endian' => 'little', 'adjust' => 0, 'inclusive' => false, 'header' => true]]]
 */
#include "ext/php_worker.h"

#include "zend_exceptions.h"

/* An OptionException: "frame.length.size must be a whole number, array given". */
static bool framing_refuse(const char *name, const char *wanted, zval *value)
{
    crew_err err;

    if (Z_TYPE_P(value) == IS_STRING) {
        (void)crew_err_set(&err, CREW_ERANGE, "frame.%s must be %s, \"%.100s\" given", name, wanted, Z_STRVAL_P(value));
    } else {
        (void)crew_err_set(&err, CREW_ERANGE, "frame.%s must be %s, %s given", name, wanted, zend_zval_type_name(value));
    }
    php_crew_throw(&err);
    return false;
}

static bool framing_set_number(int64_t *number, const char *name, zval *value)
{
    zend_long whole;
    double fraction;

    if (Z_TYPE_P(value) == IS_LONG) {
        *number = Z_LVAL_P(value);
        return true;
    }
    if (Z_TYPE_P(value) == IS_STRING && is_numeric_string(Z_STRVAL_P(value), Z_STRLEN_P(value), &whole, &fraction, false) == IS_LONG) {
        *number = whole;
        return true;
    }
    return framing_refuse(name, "a whole number", value);
}

static bool framing_set_flag(bool *flag, const char *name, zval *value)
{
    if (Z_TYPE_P(value) != IS_TRUE && Z_TYPE_P(value) != IS_FALSE) {
        return framing_refuse(name, "true or false", value);
    }
    *flag = Z_TYPE_P(value) == IS_TRUE;
    return true;
}

static bool framing_set_size(crew_length_field *field, zval *value)
{
    crew_err err;
    bool is_varint = Z_TYPE_P(value) == IS_STRING && zend_string_equals_literal(Z_STR_P(value), "varint");

    if (is_varint) {
        field->size = CREW_LENGTH_VARINT;
        return true;
    }
    if (!framing_set_number(&field->size, "length.size", value)) {
        return false;
    }
    if (field->size == CREW_LENGTH_VARINT) { /* which is the engine's way to say it, not the script's */
        (void)crew_err_set(&err, CREW_ERANGE, "frame.length.size must be 1, 2, 3, 4, 8 or \"varint\", 0 given");
        php_crew_throw(&err);
        return false;
    }
    return true;
}

static bool framing_set_endian(crew_length_field *field, zval *value)
{
    field->is_little = Z_TYPE_P(value) == IS_STRING && zend_string_equals_literal(Z_STR_P(value), "little");
    return field->is_little || (Z_TYPE_P(value) == IS_STRING && zend_string_equals_literal(Z_STR_P(value), "big")) ||
           framing_refuse("length.endian", "\"big\" or \"little\"", value);
}

static bool framing_set_length_option(crew_length_field *field, zend_string *name, zval *value, bool *says_header)
{
    crew_err err;

    if (zend_string_equals_literal(name, "size")) {
        return framing_set_size(field, value);
    }
    if (zend_string_equals_literal(name, "endian")) {
        return framing_set_endian(field, value);
    }
    if (zend_string_equals_literal(name, "offset")) {
        return framing_set_number(&field->offset, "length.offset", value);
    }
    if (zend_string_equals_literal(name, "adjust")) {
        return framing_set_number(&field->adjust, "length.adjust", value);
    }
    if (zend_string_equals_literal(name, "inclusive")) {
        return framing_set_flag(&field->is_inclusive, "length.inclusive", value);
    }
    if (zend_string_equals_literal(name, "header")) {
        *says_header = true;
        return framing_set_flag(&field->keeps_header, "length.header", value);
    }
    (void)crew_err_set(&err, CREW_ERANGE, "frame.length has no option \"%.100s\": there are size, endian, offset, adjust, inclusive and header",
        ZSTR_VAL(name));
    php_crew_throw(&err);
    return false;
}

static bool framing_set_length(crew_server *server, zval *options)
{
    crew_length_field field = {.size = 4};
    bool says_header = false;
    zend_string *name;
    zend_ulong number;
    zval *value;
    crew_err err;

    if (Z_TYPE_P(options) != IS_ARRAY) {
        return framing_refuse("length", "an array of options", options);
    }
    ZEND_HASH_FOREACH_KEY_VAL(Z_ARRVAL_P(options), number, name, value) {
        zend_string *key = name != NULL ? zend_string_copy(name) : zend_long_to_str((zend_long)number);
        bool is_set;

        ZVAL_DEREF(value);
        is_set = framing_set_length_option(&field, key, value, &says_header);
        zend_string_release(key);
        if (!is_set) {
            return false;
        }
    } ZEND_HASH_FOREACH_END();
    field.keeps_header = says_header ? field.keeps_header : field.offset > 0;
    if (crew_server_frame_by_length(server, &field, &err) != 0) {
        php_crew_throw(&err);
        return false;
    }
    return true;
}

static bool framing_set_delimiter(crew_server *server, zval *delimiter)
{
    crew_err err;

    if (Z_TYPE_P(delimiter) != IS_STRING) {
        return framing_refuse("delimiter", "a string", delimiter);
    }
    if (crew_server_frame_by_delimiter(server, crew_span_of(Z_STRVAL_P(delimiter), Z_STRLEN_P(delimiter)), &err) != 0) {
        php_crew_throw(&err);
        return false;
    }
    return true;
}

bool php_crew_worker_apply_framing(crew_server *server, zval *frame)
{
    bool is_one = Z_TYPE_P(frame) == IS_ARRAY && zend_hash_num_elements(Z_ARRVAL_P(frame)) == 1;
    zval *delimiter = is_one ? zend_hash_str_find_deref(Z_ARRVAL_P(frame), ZEND_STRL("delimiter")) : NULL;
    zval *length = is_one ? zend_hash_str_find_deref(Z_ARRVAL_P(frame), ZEND_STRL("length")) : NULL;
    crew_err err;

    if (delimiter != NULL) {
        return framing_set_delimiter(server, delimiter);
    }
    if (length != NULL) {
        return framing_set_length(server, length);
    }
    (void)crew_err_set(&err, CREW_ERANGE, "frame must be an array with either \"delimiter\" or \"length\"");
    if (Z_TYPE_P(frame) == IS_ARRAY) {
        zend_string *name;
        zval *value;

        ZEND_HASH_FOREACH_STR_KEY_VAL(Z_ARRVAL_P(frame), name, value) {
            (void)value;
            if (name != NULL && !zend_string_equals_literal(name, "delimiter") && !zend_string_equals_literal(name, "length")) {
                (void)crew_err_set(&err, CREW_ERANGE, "frame has no option \"%.100s\": there are delimiter and length", ZSTR_VAL(name));
                break;
            }
        } ZEND_HASH_FOREACH_END();
    }
    php_crew_throw(&err);
    return false;
}
