--TEST--
docs/processes.md says of every signal what becomes of it, in the words of the table in core/proc/signals.h
--EXTENSIONS--
pcntl
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') {
    die('skip the numbers are those of Linux');
}
?>
--FILE--
<?php
$root = __DIR__ . '/../..';
preg_match_all('/^ +X\((SIG\w+), "(\w*)", \w+, \w+, "(.+)"\)/m', file_get_contents("$root/core/proc/signals.h"), $table, PREG_SET_ORDER);
preg_match_all('/^\| (SIG\w+) \| (\d+) \| ([^|]+) \|/m', file_get_contents("$root/docs/processes.md"), $docs, PREG_SET_ORDER);
$documented = array_column($docs, 3, 1);
$numbers = array_column($docs, 2, 1);

echo count($table), " of the engine\n";
foreach ($table as [, $name, , $words]) {
    if (!str_starts_with($documented[$name] ?? '', $words)) {
        echo "$name: the table says \"$words\", the docs \"" . ($documented[$name] ?? '') . "\"\n";
    }
}
foreach ($numbers as $name => $number) {
    if (constant($name) !== (int)$number) {
        echo "$name is ", constant($name), ", not $number\n";
    }
}
echo count(array_intersect(range(1, 31), $numbers)), " of 31 in the docs\n";
?>
--EXPECT--
10 of the engine
31 of 31 in the docs
