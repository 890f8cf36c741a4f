--TEST--
A Response refuses statuses, headers and files that cannot be
--EXTENSIONS--
crew
--FILE--
<?php
use Crew\Http\Response;

$tries = [
    fn () => new Response(199),
    fn () => new Response(600),
    fn () => (new Response)->withStatus(0),
    fn () => new Response(200, ['X-Y: z']),
    fn () => new Response(200, ['X' => null]),
    fn () => (new Response)->header('X', [[]]),
    fn () => (new Response)->withFile('/nowhere/file'),
    fn () => (new Response)->withFile('/dev/null'),
    fn () => (new Response)->withFile('/'),
    fn () => (new Response)->withFile(__FILE__, -1),
    fn () => (new Response)->withFile(__FILE__, 0, -1),
    fn () => (new Response)->withFile("a\0b"),
    fn () => clone new Response,
    fn () => serialize(new Response),
];
foreach ($tries as $try) {
    try {
        $try();
        echo "taken\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
ValueError: Crew\Http\Response::__construct(): Argument #1 ($status) must be a status from 200 to 599
ValueError: Crew\Http\Response::__construct(): Argument #1 ($status) must be a status from 200 to 599
ValueError: Crew\Http\Response::withStatus(): Argument #1 ($status) must be a status from 200 to 599
ValueError: Crew\Http\Response::__construct(): Argument #2 ($headers) must have the names of headers as its keys
TypeError: The value of the header X must be a string, null given
TypeError: The value of the header X must be a string, array given
Crew\Exception: Cannot send the file "/nowhere/file": No such file or directory
Crew\Exception: Cannot send the file "/dev/null": it is no regular file
Crew\Exception: Cannot send the file "/": it is no regular file
ValueError: Crew\Http\Response::withFile(): Argument #2 ($offset) must not be negative
ValueError: Crew\Http\Response::withFile(): Argument #3 ($length) must not be negative
ValueError: Crew\Http\Response::withFile(): Argument #1 ($path) must not contain any null bytes
Error: Trying to clone an uncloneable object of class Crew\Http\Response
Exception: Serialization of 'Crew\Http\Response' is not allowed
