--TEST--
A database's rows become no objects of the classes that come from the engine
--EXTENSIONS--
crew
pdo_sqlite
--FILE--
<?php
$rows = new PDO('sqlite::memory:');
foreach (['Connection', 'Http\Request'] as $name) {
    try {
        $object = $rows->query('SELECT 1 AS context')->fetchAll(PDO::FETCH_CLASS | PDO::FETCH_PROPS_LATE, "Crew\\$name");
        echo "taken\n";
    } catch (Error $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
Crew\Connection comes from the engine; it cannot be constructed
Crew\Http\Request comes from the engine; it cannot be constructed
