--TEST--
A class of the script's may extend Response, with properties and without calling its constructor
--EXTENSIONS--
crew
--FILE--
<?php
final class Teapot extends Crew\Http\Response
{
    public string $kind = 'green';

    public function __construct()
    {
    }
}

$response = (new Teapot)->withStatus(418, 'No coffee')->header('X-Kind', (new Teapot)->kind)->withBody('short and stout');
echo get_class($response), ' ', $response->getStatusCode(), ' ', $response->getReasonPhrase(), ' ', $response->getHeader('x-kind'), ' ', $response->rawBody(), "\n";
?>
--EXPECT--
Teapot 418 No coffee green short and stout
