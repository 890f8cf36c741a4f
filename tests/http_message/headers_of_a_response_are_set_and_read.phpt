--TEST--
Headers of a Response: names without case, several of one name, numbers, the last value counts
--EXTENSIONS--
crew
--FILE--
<?php
use Crew\Http\Response;

$response = new Response(201, ['X-One' => 'a', 'X-List' => ['b', 'c'], 'X-Number' => 5], 'body');
$response->header('x-one', 'd')->withHeader('X-Two', 'e')->withHeaders(['X-Two' => 'f', 'X-Three' => 'g'])->withoutHeader('X-THREE');
foreach ($response->getHeaders() as $name => $value) {
    echo $name, ' = ', json_encode($value), "\n";
}
echo json_encode([$response->getHeader('X-LIST'), $response->getHeader('X-None'), $response->getStatusCode(), $response->getReasonPhrase(), $response->rawBody()]), "\n";
?>
--EXPECT--
X-List = ["b","c"]
X-Number = "5"
x-one = "d"
X-Two = "f"
["b, c",null,201,"Created","body"]
