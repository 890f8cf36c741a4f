--TEST--
A header name or value that could end its line is refused when it is set, and what was set before stays
--EXTENSIONS--
crew
--FILE--
<?php
use Crew\Http\Response;

$response = new Response(200, ['X-Kept' => 'as it was']);
$tries = [
    fn () => $response->header("X\r\nY", 'a'),
    fn () => $response->header('', 'a'),
    fn () => $response->header('X Y', 'a'),
    fn () => $response->header('X-Kept', "a\r\nSet-Cookie: b=c"),
    fn () => $response->header('X-Kept', "a\0"),
    fn () => $response->header('X-Kept', ['fine', "a\nb"]),
    fn () => $response->withHeaders(['X' => "a\rb"]),
    fn () => $response->withStatus(200, "OK\r\nX: y"),
    fn () => $response->cookie('a', 'b', path: "/\r\nX: y"),
    fn () => new Response(200, ["X:" => 'a']),
];
foreach ($tries as $try) {
    try {
        $try();
        echo "taken\n";
    } catch (Crew\HeaderException $e) {
        echo $e->getMessage(), "\n";
    }
}
echo json_encode($response->getHeaders()), "\n";
?>
--EXPECT--
The header name "X\r\nY" is no token
The header name "" is no token
The header name "X Y" is no token
The value of the header X-Kept has a control character: "a\r\nSet-Cookie: b=c"
The value of the header X-Kept has a control character: "a\x00"
The value of the header X-Kept has a control character: "a\nb"
The value of the header X has a control character: "a\rb"
The reason of a status has a control character
the path of a cookie cannot have control characters or semicolons, or more than 1024 bytes
The header name "X:" is no token
{"X-Kept":"as it was"}
