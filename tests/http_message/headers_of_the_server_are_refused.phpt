--TEST--
Content-Length, Transfer-Encoding and Connection are the server's; only "Connection: close" can be asked for
--EXTENSIONS--
crew
--FILE--
<?php
use Crew\Http\Response;

$response = new Response(200, ['Connection' => 'Close']);
echo json_encode($response->getHeaders()), "\n";
echo json_encode($response->withoutHeader('connection')->getHeaders()), "\n";
foreach (['Content-Length' => '5', 'transfer-encoding' => 'chunked', 'Connection' => 'keep-alive'] as $name => $value) {
    try {
        $response->header($name, $value);
    } catch (Crew\Exception $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
{"Connection":"close"}
[]
Crew\HeaderException: The header Content-Length is the server's own: it follows from the body
Crew\HeaderException: The header transfer-encoding is the server's own: it follows from the body
Crew\HeaderException: The header Connection is the server's own: only "close" can be asked for
