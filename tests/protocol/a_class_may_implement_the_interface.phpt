--TEST--
Crew\Protocol declares the three methods
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

final class Numbered implements Crew\Protocol
{
    public static function input(string $buffer, Crew\Connection $connection): int
    {
        return ord($buffer[0]) - ord('0') + 1;
    }

    public static function decode(string $buffer, Crew\Connection $connection): string
    {
        return substr($buffer, 1);
    }

    public static function encode(mixed $data, Crew\Connection $connection): string
    {
        return strlen($data) . $data;
    }
}
foreach ((new ReflectionClass('Crew\Protocol'))->getMethods() as $method) {
    echo implode(' ', Reflection::getModifierNames($method->getModifiers())), ' ', $method->getName(), '(',
        implode(', ', array_map(fn ($p) => $p->getType() . ' $' . $p->getName(), $method->getParameters())), '): ', $method->getReturnType(), "\n";
}
$server = crew_start(file_get_contents(__FILE__, false, null, strpos(file_get_contents(__FILE__), 'final class'),
    strpos(file_get_contents(__FILE__), 'foreach') - strpos(file_get_contents(__FILE__), 'final class')) . <<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = Numbered::class;
    $worker->onMessage = fn ($conn, $message) => $conn->send(strrev($message));
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, '3abc05hello');
echo read_n($client, 11), "\n";
$server->stop();
?>
--EXPECT--
abstract public static input(string $buffer, Crew\Connection $connection): int|false
abstract public static decode(string $buffer, Crew\Connection $connection): mixed
abstract public static encode(mixed $data, Crew\Connection $connection): string
3cba05olleh
