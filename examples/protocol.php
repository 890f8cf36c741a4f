<?php
/*
 * A protocol in PHP: each line is a value as JSON.
 *
 *     scripts/php examples/protocol.php
 *     printf '{"add":[1,2,3]}\n[]\n' | nc -q1 127.0.0.1 9801
 */
final class JsonLines implements Crew\Protocol
{
    /** How long the package in front is; 0 when its end has not come yet. */
    public static function input(string $buffer, Crew\Connection $connection): int
    {
        $end = strpos($buffer, "\n");
        return $end === false ? 0 : $end + 1;
    }

    /** What onMessage gets; what this throws ends the connection. */
    public static function decode(string $buffer, Crew\Connection $connection): mixed
    {
        return json_decode($buffer, true, flags: JSON_THROW_ON_ERROR);
    }

    /** What goes out for what send() is given. */
    public static function encode(mixed $data, Crew\Connection $connection): string
    {
        return json_encode($data, JSON_THROW_ON_ERROR) . "\n";
    }
}

$worker = new Worker('tcp://0.0.0.0:9801');
$worker->protocol = JsonLines::class;
$worker->onMessage = function ($conn, $message) {
    $numbers = is_array($message) ? $message['add'] ?? null : null;
    $conn->send(is_array($numbers) ? ['sum' => array_sum($numbers)] : ['error' => 'add what?']);
};
$worker->start();
