--TEST--
An option of frame that cannot be used is an exception that names it and its value
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$frames = [
    7,
    [],
    ['delimiter' => ';', 'length' => []],
    ['delimeter' => ';'],
    ['delimiter' => ''],
    ['delimiter' => str_repeat('x', 65)],
    ['delimiter' => 7],
    ['length' => 4],
    ['length' => ['size' => 5]],
    ['length' => ['size' => 0]],
    ['length' => ['size' => 'big']],
    ['length' => ['size' => null]],
    ['length' => ['offset' => -1]],
    ['length' => ['offset' => 1025]],
    ['length' => ['offset' => 1, 'header' => false]],
    ['length' => ['adjust' => PHP_INT_MAX]],
    ['length' => ['adjust' => 1.5]],
    ['length' => ['endian' => 'middle']],
    ['length' => ['endian' => 'little', 'size' => 'varint']],
    ['length' => ['inclusive' => 'yes']],
    ['length' => ['header' => 1]],
    ['length' => ['strip' => 4]],
    ['length' => [4]],
];
foreach ($frames as $frame) {
    try {
        new Worker('tcp://127.0.0.1:0', ['frame' => $frame]);
        echo json_encode($frame), " was accepted\n";
    } catch (Crew\OptionException $e) {
        echo $e->getMessage(), "\n";
    }
}
try {
    new Worker('text://127.0.0.1:0', ['frame' => ['delimiter' => ';']]);
} catch (Crew\OptionException $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
frame must be an array with either "delimiter" or "length"
frame must be an array with either "delimiter" or "length"
frame must be an array with either "delimiter" or "length"
frame has no option "delimeter": there are delimiter and length
frame.delimiter must be of 1 to 64 bytes, 0 given
frame.delimiter must be of 1 to 64 bytes, 65 given
frame.delimiter must be a string, int given
frame.length must be an array of options, int given
frame.length.size must be 1, 2, 3, 4, 8 or "varint", 5 given
frame.length.size must be 1, 2, 3, 4, 8 or "varint", 0 given
frame.length.size must be a whole number, "big" given
frame.length.size must be a whole number, null given
frame.length.offset must be between 0 and 1024, -1 given
frame.length.offset must be between 0 and 1024, 1025 given
frame.length.header must be true with an offset of 1: nothing else would say what to send before the length
frame.length.adjust must be between -1073741824 and 1073741824, 9223372036854775807 given
frame.length.adjust must be a whole number, float given
frame.length.endian must be "big" or "little", "middle" given
frame.length.endian is for numbers of a fixed size, not for a varint
frame.length.inclusive must be true or false, "yes" given
frame.length.header must be true or false, int given
frame.length has no option "strip": there are size, endian, offset, adjust, inclusive and header
frame.length has no option "0": there are size, endian, offset, adjust, inclusive and header
frame cannot be had on "text://127.0.0.1:0", which has messages of its own: use tcp:// or unix://
