--TEST--
Response::cookie(): all attributes, encoded values, and what browsers would not take
--EXTENSIONS--
crew
--FILE--
<?php
use Crew\Http\Response;

$response = (new Response)->cookie('plain', 'value')
    ->cookie('all', "\u{e4} b;", 60, '/', 'example.org', true, true, 'strict')
    ->cookie('gone', maxAge: 0);
print_r($response->getHeaders()['Set-Cookie']);
$tries = [['a b'], ['__Host-x', 'y'], ['x', 'sameSite' => 'None'], ['x', 'sameSite' => 'maybe']];
foreach ($tries as $arguments) {
    try {
        $response->cookie(...$arguments);
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
Array
(
    [0] => plain=value
    [1] => all=%C3%A4%20b%3B; Max-Age=60; Path=/; Domain=example.org; Secure; HttpOnly; SameSite=Strict
    [2] => gone=; Max-Age=0
)
Crew\HeaderException: the name of a cookie must be a token
Crew\HeaderException: a cookie whose name begins with __Host- must be secure, have the path "/" and no domain
Crew\HeaderException: a cookie whose SameSite is None must be secure
ValueError: Crew\Http\Response::cookie(): Argument #8 ($sameSite) must be one of "Lax", "Strict", "None" and ""
