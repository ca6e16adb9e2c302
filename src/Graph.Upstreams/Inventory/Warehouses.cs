namespace Graph.Upstreams.Inventory;

internal static class Warehouses
{
    public static readonly string[] All = ["Rotterdam", "Leipzig", "Lyon", "Gothenburg"];
}
